/** The version in package.json (a test holds them together): reading that file would cost the start more than it is worth. */
export const VERSION = '0.1.0';
