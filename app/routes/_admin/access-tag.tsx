import type { Access } from '#app/domain/people/people.ts';
import { useText } from '#app/text/index.tsx';
import { Tag, type Tone } from '#app/ui/tag.tsx';

const tones: Record<Access, Tone> = {
  active: 'good',
  invited: 'waiting',
  none: 'warning',
  locked: 'warning',
  blocked: 'bad',
};

export function AccessTag({ access, invitedUntil }: { access: Access; invitedUntil: Date | null }) {
  const { t, format } = useText();
  const { people } = t.admin;
  const until = access === 'invited' && invitedUntil ? people.invitedUntil(format.dateTime(invitedUntil)) : null;
  return <Tag tone={tones[access]}>{until ?? people.accesses[access]}</Tag>;
}
