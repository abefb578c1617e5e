import type { ReactNode } from 'react';

/** Drawn on 16 by 16, in the colour of the text around it; never the only bearer of a meaning. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 16 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export const OverviewIcon = icon(<path d="M2.5 8.5 5 8.5 6.75 3.5 9.5 12.5 11.25 8.5 13.5 8.5" />);
export const ConflictIcon = icon(
  <path d="M8 14V9.5M8 9.5 3.5 5V2M8 9.5 12.5 5V2M1.75 3.75 3.5 2 5.25 3.75M10.75 3.75 12.5 2 14.25 3.75" />,
);
export const RecordsIcon = icon(<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6" />);
export const FailureIcon = icon(<path d="M8 2 14.5 13.5H1.5zM8 6.5v3.25M8 11.75v.01" />);
export const ActivityIcon = icon(<path d="M3 4h.01M6 4h7.5M3 8h.01M6 8h7.5M3 12h.01M6 12h7.5" />);
export const CheckIcon = icon(<path d="m3.5 8.5 3 3 6-7" />);
export const CrossIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7" />
  </>,
);
export const MoonIcon = icon(<path d="M13.5 9.5A5.75 5.75 0 0 1 6.5 2.5a5.75 5.75 0 1 0 7 7z" />);
export const SystemIcon = icon(<path d="M2 3h12v8H2zM6 13.5h4M8 11v2.5" />);
export const SignOutIcon = icon(<path d="M9.5 2.5h-6v11h6M7 8h7M11.5 5.5 14 8l-2.5 2.5" />);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.25 10.25 3.25 3.25" />
  </>,
);
export const OutIcon = icon(<path d="M6.5 3H3v10h10V9.5M9 3h4v4M13 3 7.5 8.5" />);
export const ArrowRightIcon = icon(<path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5" />);
export const ChevronIcon = icon(<path d="m6 3.5 4.5 4.5L6 12.5" />);
export const DownIcon = icon(<path d="m3.5 6 4.5 4.5L12.5 6" />);
export const BackIcon = icon(<path d="M13 8H3M6.5 4.5 3 8l3.5 3.5" />);
export const DownloadIcon = icon(<path d="M8 2.5v7.5M5 7.25 8 10.25l3-3M2.5 13.5h11" />);
export const PushIcon = icon(<path d="M8 13V4M4.5 7.5 8 4l3.5 3.5M3 1.75h10" />);
export const PullIcon = icon(<path d="M8 3v9M4.5 8.5 8 12l3.5-3.5M3 14.25h10" />);
export const ClockIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.5V8l2.25 1.5" />
  </>,
);
export const SyncIcon = icon(
  <path d="M13.5 6.5A5.75 5.75 0 0 0 3 5M2.5 2.5V5.5h3M2.5 9.5A5.75 5.75 0 0 0 13 11M13.5 13.5v-3h-3" />,
);
export const QuestionIcon = icon(<path d="M5.75 6A2.25 2.25 0 1 1 8 8.25v1.25M8 12v.01" />);
export const HandIcon = icon(<path d="M8 2v6M8 11.5v.01" />);
export const PauseIcon = icon(<path d="M5.5 3.5v9M10.5 3.5v9" />);
export const PlayIcon = icon(<path d="M5 3.25v9.5L12.5 8z" />);
