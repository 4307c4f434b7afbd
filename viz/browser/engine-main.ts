/** Entry of the engine's code, which the page starts when the first what-if is asked. */
export {};
