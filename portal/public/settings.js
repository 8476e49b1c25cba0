// Read by Zod before anything is loaded: the content security policy forbids generated code, so it must not try it out.
globalThis.__zod_globalConfig = { jitless: true }
