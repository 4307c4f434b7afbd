/** Light or dark, whatever the system says. */
export const useTheme = (theme: 'light' | 'dark'): void => {
  document.documentElement.dataset['theme'] = theme;
};

export function toggleTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  useTheme((document.documentElement.dataset['theme'] ?? system) === 'dark' ? 'light' : 'dark');
}
