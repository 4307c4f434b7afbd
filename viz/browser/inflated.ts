import { decode85 } from '../base85.ts';

/** Text that lies in the page deflated and in base 85. @throws {TypeError} if there is no such part, or it is broken */
export const inflated = async (id: string): Promise<string> => new TextDecoder().decode(await inflatedBytes(id));

export async function inflatedBytes(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = decode85(document.getElementById(id)?.textContent ?? '');
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Whether the page carries that part. */
export const isCarried = (id: string): boolean => document.getElementById(id) !== null;
