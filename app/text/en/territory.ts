import type { territory as ru } from '../ru/territory.ts';

export const territory: typeof ru = {
  schoolKind: 'Kind of school',
  schoolKinds: {
    secondary: 'secondary school',
    gymnasium: 'gymnasium',
    lyceum: 'lyceum',
    basic: 'basic school',
    primary: 'primary school',
    evening: 'evening school',
    boarding: 'boarding school',
    cadet: 'cadet school',
    correctional: 'special-needs school',
    other: 'school of another kind',
  },
  settlement: 'Settlement',
  settlements: { urban: 'town', rural: 'village' },
  unknown: 'not given',
};
