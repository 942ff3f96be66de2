/** A stored day as people here write it; what was typed wrong stays as typed. */
export function shownDay<T extends { defaultValue: string | undefined }>(props: T): T {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(props.defaultValue ?? '');
  return match ? { ...props, defaultValue: `${match[3]}.${match[2]}.${match[1]}` } : props;
}
