export const isMenuOpen = (): boolean => document.querySelector('nav:popover-open') !== null;

/** The list of sections, where the bar has no room for it, closes once one is chosen. The browser does the rest. */
export function closeMenuOnChoice(): void {
  const menu = document.querySelector<HTMLElement>('nav[popover]');
  menu?.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a') !== null && menu.matches(':popover-open')) menu.hidePopover();
  });
}
