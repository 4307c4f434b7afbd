import { expect, it } from 'vitest';
import { printable } from '../../src/base/printable.ts';

it('shows escape sequences instead of obeying them', () => {
  expect(printable('a\x1b[2Jb')).toBe('a\\u{1b}[2Jb');
});

it('shows carriage returns, bells, C1 controls and new lines', () => {
  expect(printable('a\rb\x07c\x9bd\n')).toBe('a\\u{d}b\\u{7}c\\u{9b}d\\u{a}');
});

it('shows what would turn the direction of the text round', () => {
  expect(printable('user\u202egpj.exe')).toBe('user\\u{202e}gpj.exe');
});

it('leaves names in any script and emoji alone', () => {
  const names = 'Müller 支援 мир 👩‍💻 </script><img src=x onerror=alert(1)>';
  expect(printable(names)).toBe(names);
});
