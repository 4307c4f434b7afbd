/**
 * Makes what is inside an element like a markup of our own, and touches only what differs: what is focused or selected
 * stays so, and whoever listens hears nothing twice.
 */
export function morph(element: Element, markup: string): void {
  const wanted = document.createElement('template');
  wanted.innerHTML = markup;
  morphChildren(element, wanted.content);
}

function morphChildren(from: ParentNode, to: ParentNode): void {
  const [old, fresh] = [[...from.childNodes], [...to.childNodes]];
  for (const [i, node] of fresh.entries()) {
    const before = old[i];
    if (before === undefined) from.append(node);
    else morphNode(before, node);
  }
  for (const rest of old.slice(fresh.length)) rest.remove();
}

function morphNode(from: ChildNode, to: ChildNode): void {
  if (from instanceof Element && to instanceof Element && from.tagName === to.tagName) {
    morphAttributes(from, to);
    morphChildren(from, to);
  } else if (from instanceof Text && to instanceof Text) {
    if (from.data !== to.data) from.data = to.data;
  } else from.replaceWith(to);
}

function morphAttributes(from: Element, to: Element): void {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
}
