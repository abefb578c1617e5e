/** Gives the focus a place when what had it is gone from the page, and leaves it where it is otherwise. */
export function focusIfLost(element: HTMLElement | null | undefined): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    element?.focus();
  }
}
