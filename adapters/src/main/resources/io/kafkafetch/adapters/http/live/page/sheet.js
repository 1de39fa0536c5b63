// A dialog that the address opens and closes.
import { handle, leave } from "./address.js";
import { byId } from "./dom.js";

export class Sheet {
    #dialog;
    #kind;
    #name = null;
    #opener = null;
    #onOpen;

    /** kind: of the address, and id of the dialog, of which ID-title, ID-close and ID-body are parts. */
    constructor(kind, onOpen) {
        this.#kind = kind;
        this.#dialog = byId(kind);
        this.#onOpen = onOpen;
        byId(kind + "-close").addEventListener("click", () => this.#dialog.close());
        this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.#dialog.close());
        this.#dialog.addEventListener("close", () => this.#closed());
        handle(kind, (name) => this.#show(name));
    }

    /** What it shows; null while it is closed. */
    get name() {
        return this.#name;
    }

    /** Fills it; state is for tests and style. */
    body(state, ...children) {
        const body = byId(this.#kind + "-body");
        body.dataset.state = state;
        body.replaceChildren(...children);
        body.scrollTop = 0;
    }

    #show(name) {
        if (name === this.#name) {
            return;
        }
        this.#name = name;
        if (name === null) {
            this.#dialog.close();
            return;
        }
        const title = byId(this.#kind + "-title");
        title.textContent = name;
        if (!this.#dialog.open) {
            this.#opener = document.activeElement;
            this.#dialog.showModal();
        }
        title.focus();
        this.#onOpen(name);
    }

    #closed() {
        if (this.#name !== null) { // by its button or the Escape key, and not by the address
            this.#name = null;
            leave();
        }
        this.#opener?.focus();
    }
}
