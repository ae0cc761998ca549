const PATHS = {
  emergency: "M8 2h8l6 6v8l-6 6H8l-6-6V8zM12 7v6M12 16.5v.5",
  urgent_same_day: "M12 3 1.8 20.5h20.4zM12 10v4.5M12 17.4v.2",
  see_clinician_soon: "M3 5h18v16H3zM3 10h18M8 2.5V7M16 2.5V7m-7 8 2 2 4-4",
  self_care: "M3 11.5 12 3.5l9 8M5.5 10v10.5h13V10M9 15.5l2 2 4-4.5",
  phone: "M6.5 3H4a1 1 0 0 0-1 1.1A17 17 0 0 0 19.9 21a1 1 0 0 0 1.1-1v-3l-4.5-1.5-2 2a13 13 0 0 1-6-6l2-2L9 3z",
  calendar: "M3 5h18v16H3zM3 10h18M8 2.5V7M16 2.5V7",
  close: "M5 5l14 14M19 5 5 19",
  menu: "M4 7h16M4 12h16M4 17h16",
  chat: "M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8 9h8M8 13h5",
};

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
