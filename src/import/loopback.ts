/** Whether a host name stands for the machine itself, and so for another one on every machine. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(host);
