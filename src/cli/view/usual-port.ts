/** Always the same if it is free: bookmarks and tunnels stay. */
export const USUAL_PORT = 4747;
