/** Version of the engine, which stands in every result; a test holds it equal to the package's. */
export const engineVersion = '0.1.0';
