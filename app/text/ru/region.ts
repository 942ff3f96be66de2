/** Coverage, editions and downloads for analyst and supervisor. */
export const region = {};
