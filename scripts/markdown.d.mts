export function code(text: string): string;
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string;
export function page(parts: readonly string[]): string;
export function fence(language: string, text: string): string;
export function slug(heading: string): string;
