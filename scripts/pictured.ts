/** Format -> the sample in test/fixtures whose picture stands in docs/import.md. */
export const pictured: Readonly<Record<string, string>> = {
  mcp: 'own-mcp_settings.json',
};
