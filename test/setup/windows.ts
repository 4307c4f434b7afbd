import type { BrowserContextOptions } from 'playwright-core';

/** Of a laptop and of a phone. */
export const wide: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const narrow: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
