import type { ComponentType } from 'react';

import type { Overview } from '../api/client';
import type { Tone } from '../parts/Badge';
import { ActivityIcon, ConflictIcon, FailureIcon, OverviewIcon, RecordsIcon } from '../parts/icons';

export interface Area {
  path: string;
  name: string;
  icon: ComponentType<{ size?: number }>;
  /** How many wait there for someone. */
  count?: (overview: Overview) => number;
  tone?: Tone;
  /** What the number counts, for those who do not see where it stands. */
  counted?: string;
}

/** The navigation, in groups; an area that comes later is a line here and a route. */
export const AREAS: readonly Area[] = [
  { path: '/', name: 'Overview', icon: OverviewIcon },
  {
    path: '/conflicts',
    name: 'Conflicts',
    icon: ConflictIcon,
    count: (overview) => overview.open_conflicts,
    tone: 'wait',
    counted: 'open',
  },
  { path: '/records', name: 'Records', icon: RecordsIcon },
  {
    path: '/failures',
    name: 'Failures',
    icon: FailureIcon,
    count: (overview) => overview.dead_letters,
    tone: 'bad',
    counted: 'refused values',
  },
  { path: '/activity', name: 'Activity', icon: ActivityIcon },
];
