// The page is written through these few functions. Text from data only ever becomes text, never markup.

export const byId = (id) => document.getElementById(id);

/** A new element; props are attributes, children are nodes or texts. */
export function el(tag, props = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(props)) {
        if (value !== null && value !== undefined && value !== false) {
            node.setAttribute(key, value === true ? "" : value);
        }
    }
    node.append(...children);
    return node;
}

export function icon(id) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", "#" + id);
    svg.append(use);
    return svg;
}

export function setText(node, text) {
    if (node.textContent !== text) {
        node.textContent = text;
    }
}

export function setAttribute(node, name, value) {
    if (value === null || value === undefined) {
        node.removeAttribute(name);
    } else if (node.getAttribute(name) !== String(value)) {
        node.setAttribute(name, value);
    }
}

/** A number with what a program needs of it: <data value="12345">12,345</data>. */
export function setNumber(node, value, format) {
    setText(node, format(value));
    setAttribute(node, "value", value ?? "");
}

export function show(node, visible) {
    if (node.hidden === visible) {
        node.hidden = !visible;
    }
}
