package io.kafkafetch.adapters.json.login;

import io.kafkafetch.adapters.json.mapping.Pointer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Pointers as a tree of their steps, so that one pass over a document finds what all of them point at. */
final class PointerTree {

    /** No pointer ends here. */
    static final int NONE = -1;

    private final Map<String, PointerTree> members = new HashMap<>();

    /** Those of the members whose names are array indexes too. */
    private final Map<Integer, PointerTree> elements = new HashMap<>();

    private int slot = NONE;

    /** Adds a pointer; what it points at goes into this slot. */
    void add(Pointer pointer, int itsSlot) {
        PointerTree node = this;
        for (String token : pointer.tokens()) {
            PointerTree parent = node;
            node = parent.members.computeIfAbsent(token, none -> new PointerTree());
            if (token.matches("0|[1-9][0-9]{0,8}")) {
                parent.elements.put(Integer.valueOf(token), node);
            }
        }
        node.slot = itsSlot;
    }

    /** Of a value here: where it goes; {@link #NONE} if no pointer ends here. */
    int slot() {
        return slot;
    }

    /** Whether pointers go on from here. */
    boolean hasBelow() {
        return !members.isEmpty();
    }

    /** What is below an object's member of this name; {@code null} if nothing is. */
    @Nullable
    PointerTree member(String name) {
        return members.get(name);
    }

    /** What is below an array's element; {@code null} if nothing is. */
    @Nullable
    PointerTree element(int index) {
        return elements.isEmpty() ? null : elements.get(index);
    }
}
