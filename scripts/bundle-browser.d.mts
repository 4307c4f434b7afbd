/** The code of the report page, one minified text, ready to stand in a script element. */
export declare function bundleBrowser(): Promise<string>;
