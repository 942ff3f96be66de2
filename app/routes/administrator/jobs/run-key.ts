type Key = { period: string; attempt: number };

/** A run as it stands in an address: `2012-09.2`. */
export function runText({ period, attempt }: Key): string {
  return `${period}.${attempt}`;
}

export function runFrom(text: string | undefined): Key | undefined {
  const match = /^(\d{4}-\d{2}(?:-\d{2})?)\.(\d{1,6})$/.exec(text ?? '');
  return match?.[1] ? { period: match[1], attempt: Number(match[2]) } : undefined;
}
