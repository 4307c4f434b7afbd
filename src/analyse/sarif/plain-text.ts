/** A name from the input cannot become a link, or a place for an argument, inside a message of SARIF. */
export const plainText = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/\](?=\()/gu, '] ')
    .replace(/\{(?=\d+\})/gu, '{ ');
