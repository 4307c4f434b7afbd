import type { PageCode } from '../viz/page.ts';

/** The code of the report page, minified texts that need nothing else. */
export declare function bundleBrowser(): Promise<Omit<PageCode, 'kernels'> & { readonly companion: string }>;
