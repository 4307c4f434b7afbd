import { inflated } from './inflated.ts';

/** Starts the page's code, which lies in the page deflated. The policy of the page knows its hash. */
void inflated('code').then((code) => {
  const script = document.createElement('script');
  script.textContent = code;
  document.head.append(script);
});
