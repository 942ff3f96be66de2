/** Schools as analysts group them, and where they stood before the territory changed. */
import type { SchoolKind, Settlement } from '#app/domain/organisation.ts';

const schoolKinds: Record<SchoolKind, string> = {
  secondary: 'средняя школа',
  gymnasium: 'гимназия',
  lyceum: 'лицей',
  basic: 'основная школа',
  primary: 'начальная школа',
  evening: 'вечерняя школа',
  boarding: 'школа-интернат',
  cadet: 'кадетская школа',
  correctional: 'коррекционная школа',
  other: 'школа другого вида',
};

const settlements: Record<Settlement, string> = { urban: 'город', rural: 'село' };

export const territory = {
  schoolKind: 'Вид школы',
  schoolKinds,
  settlement: 'Местность',
  settlements,
  /** The register doesn't say. */
  unknown: 'не указано',
};
