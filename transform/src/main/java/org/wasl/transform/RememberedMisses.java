package org.wasl.transform;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delegates to another class loader and remembers which classes that one does not have. Spark's compiler of generated
 * code asks for every name as a class of each package it might be of, anew for each piece of code; a class that is not
 * there is looked for in every jar of the class path.
 */
final class RememberedMisses extends ClassLoader {
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private RememberedMisses(ClassLoader parent) {
        super("remembered-misses", parent);
    }

    /** Makes it what this thread, and every thread and executor that it starts, loads classes by. */
    static void serveThisThread() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        if (!(loader instanceof RememberedMisses)) thread.setContextClassLoader(new RememberedMisses(loader));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (missing.contains(name)) throw new StillMissing(name);
        try {
            return getParent().loadClass(name);
        } catch (ClassNotFoundException e) {
            missing.add(name);
            throw e;
        }
    }

    /** Without a stack: whoever asks expects it, thousands of times. */
    private static final class StillMissing extends ClassNotFoundException {
        private static final long serialVersionUID = 1;

        StillMissing(String name) {
            super(name);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
