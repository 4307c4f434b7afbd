import { BlastradiusError } from '../base/errors.ts';

/** More arcs, or more bytes of ids, than 32 bits can count. */
export class GraphTooLargeError extends BlastradiusError {
  override readonly name = 'GraphTooLargeError';
}
