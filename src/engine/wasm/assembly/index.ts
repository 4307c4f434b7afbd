export { setSeed } from './philox';
