#include <sne/diagram.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include <sne/explain.hpp>

#include <text/message.hpp>

namespace sne {

namespace {

using wording::Arguments;

/// A row as it is drawn: the channel tells the filings apart, whose row has one state for three doors.
struct Move {
  const Transition* row;
  State to;
  Channel channel = Channel::unknown;
};

/// The filings that a day admits and the state to which each leads: what the row itself decides and does.
void add_filings(std::vector<Move>& moves, const Transition& row, const LawBook& law, Date day) {
  for (const Channel channel : {Channel::counter, Channel::ex_officio, Channel::online}) {
    Event event = lifecycle::ideal_event(Demand{}, {EventKind::file, Motive::none}, day, law);
    event.channel = channel;
    event.actor.kind = channel == Channel::online ? ActorKind::applicant : ActorKind::lessor;
    if (decide(Demand{}, event, law, Policy::law()).refused_for(ReasonCode::wrong_channel)) continue;
    Demand filed;
    row.effect(filed, event, law, Policy::law());
    moves.push_back({&row, state_on(filed, day, law), channel});
  }
}

/// The rows in force on a day that start from a state in which a demand can be.
std::vector<Move> moves_on(const LawBook& law, Date day) {
  std::vector<Move> moves;
  if (day < law.first_day()) return moves;
  for (const Transition& row : transitions) {
    if (row.event == EventKind::file && row.in_force.holds(day)) add_filings(moves, row, law, day);
  }
  const bool has_drafts = std::any_of(moves.begin(), moves.end(), [](const Move& move) { return move.to == State::draft; });
  for (const Transition& row : transitions) {
    if (row.event == EventKind::file || !row.in_force.holds(day)) continue;
    if (row.from.holds(State::draft) && !has_drafts) continue;
    moves.push_back({&row, row.to});
  }
  return moves;
}

bool is_live(State state) noexcept { return state == State::active || state == State::expired; }

std::string phrase(Language language, std::string_view key, const Arguments& arguments = {}) {
  std::optional<std::string> made = wording::format(language, "diagram", key, arguments);
  assert(made.has_value());
  return made ? *std::move(made) : std::string(key);
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string made;
  for (const std::string& part : parts) {
    if (!made.empty()) made += separator;
    made += part;
  }
  return made;
}

std::vector<std::string> letters_of(MotiveSet motives) {
  std::vector<std::string> letters;
  for (const Motive motive : {Motive::a, Motive::b, Motive::c, Motive::d, Motive::e, Motive::f}) {
    if (motives.holds(motive)) letters.emplace_back(text(motive));
  }
  return letters;
}

std::string event_of(const Move& move, Language language) {
  std::string name = in_words(move.row->event, language);
  if (move.channel == Channel::unknown) return name;
  return phrase(language, "by_channel", {{"event", std::move(name)}, {"channel", phrase(language, text(move.channel))}});
}

// --- Mermaid -------------------------------------------------------------------------------------------------------------------------

/// One arrow: every event that leads from one state to another, each with its motives.
struct Arrow {
  std::string from, to;
  struct Label {
    std::string event;
    MotiveSet motives;
  };
  std::vector<Label> labels;
};

/// The box of a state: active and expired share the one of registered demands.
std::string box_of(State state) { return is_live(state) ? "registered" : state == State::none ? "[*]" : std::string(text(state)); }

State source_of(const Transition& row) noexcept {
  for (std::size_t i = 0; i < CodeNames<State>::list.size(); ++i) {
    if (row.from.holds(static_cast<State>(i))) return static_cast<State>(i);
  }
  return State::none;
}

/// Whether the row makes an expired demand active again: what its effect does to one whose year ended a month before.
bool revives(const Transition& row, const LawBook& law, Date day) {
  if (!row.from.holds(State::expired) || row.to != State::active) return false;
  const Date on = std::max(day, add_months(law.first_day(), 13, MonthEnd::clamp));
  Demand demand;
  demand.stored = Stored::registered;
  demand.base = demand.initial = add_months(on, -13, MonthEnd::clamp);
  row.effect(demand, lifecycle::ideal_event(demand, {row.event, row.motive}, on, law), law, Policy::law());
  return state_on(demand, on, law) == State::active;
}

void add_to(std::vector<Arrow>& arrows, std::string from, std::string to, std::string event, MotiveSet motives) {
  auto arrow = std::find_if(arrows.begin(), arrows.end(), [&](const Arrow& one) { return one.from == from && one.to == to; });
  if (arrow == arrows.end()) arrow = arrows.insert(arrow, {std::move(from), std::move(to), {}});
  const auto same = std::find_if(arrow->labels.begin(), arrow->labels.end(), [&](const Arrow::Label& one) { return one.event == event; });
  if (same == arrow->labels.end()) {
    arrow->labels.push_back({std::move(event), motives});
  } else {
    same->motives = same->motives | motives;
  }
}

std::string label_of(const Arrow& arrow, Language language) {
  std::vector<std::string> lines;
  for (const Arrow::Label& label : arrow.labels) {
    const std::vector<std::string> letters = letters_of(label.motives);
    lines.push_back(letters.empty() ? label.event
                                    : phrase(language, "with_motive", {{"event", label.event}, {"letter", joined(letters, ", ")}}));
  }
  return joined(lines, "<br/>");
}

std::string arrow_line(const Arrow& arrow, Language language) {
  return arrow.from + " --> " + arrow.to + " : " + label_of(arrow, language) + '\n';
}

std::string state_line(State state, Language language) {
  return "state \"" + in_words(state, language) + "\" as " + std::string(text(state)) + '\n';
}

void put_registered(std::string& made, const std::vector<Move>& moves, const LawBook& law, Date day, Language language) {
  std::vector<Arrow> back;
  for (const Move& move : moves) {
    if (revives(*move.row, law, day)) add_to(back, "expired", "active", event_of(move, language), {});
  }
  made += "  state \"" + phrase(language, "registered") + "\" as registered {\n";
  made += "    " + state_line(State::active, language) + "    " + state_line(State::expired, language);
  made += "    [*] --> active\n    active --> expired : " + phrase(language, "expires") + '\n';
  for (const Arrow& arrow : back) made += "    " + arrow_line(arrow, language);
  made += "  }\n";
}

/// The sources of the rows, as comments: a rule and an article for each.
void put_sources(std::string& made, const std::vector<Move>& moves, const LawBook& law, Date day) {
  std::vector<std::string> lines;
  for (const Move& move : moves) {
    const Citation& citation = law.citation(move.row->rule, day);
    std::string line = "  %% " + std::string(text(move.row->event));
    if (move.row->motive != Motive::none) line += ' ' + std::string(text(move.row->motive));
    line += ": " + std::string(id_of(move.row->rule)) + ", " + std::string(citation.article);
    if (citation.mark != Mark::convention) line += ", " + std::string(citation.title);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
  }
  for (const std::string& line : lines) made += line + '\n';
}

// --- Markdown ------------------------------------------------------------------------------------------------------------------------

std::string from_in_words(const Transition& row, Language language) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < CodeNames<State>::list.size(); ++i) {
    const auto state = static_cast<State>(i);
    if (!row.from.holds(state)) continue;
    std::string name = in_words(state, language);
    if (state == State::radiated) {
      name = phrase(language, "from_motives", {{"state", std::move(name)}, {"letters", joined(letters_of(row.radiated_for), ", ")}});
    }
    parts.push_back(std::move(name));
  }
  if (row.before_radiation) parts.push_back(phrase(language, "before_radiation"));
  return joined(parts, ", ");
}

std::string event_cell(const Move& move, Language language) {
  std::string name = event_of(move, language);
  const Motive motive = move.row->motive;
  if (motive != Motive::none) {
    name = phrase(language, "with_motive", {{"event", std::move(name)}, {"letter", std::string(text(motive))}});
  }
  return name + " `" + std::string(text(move.row->event)) + '`';
}

std::string who_in_words(const Transition& row, Language language) {
  if (row.who.empty()) return phrase(language, "by_conditions");
  const bool every_registrar = (row.who | registrars) == row.who;
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < CodeNames<ActorKind>::list.size(); ++i) {
    const auto actor = static_cast<ActorKind>(i);
    if (row.who.holds(actor) && !(every_registrar && registrars.holds(actor))) parts.push_back(in_words(actor, language));
  }
  if (every_registrar) parts.push_back(phrase(language, "registrars"));
  return joined(parts, ", ");
}

std::string to_in_words(const Move& move, Language language) {
  return is_live(move.to) ? phrase(language, "registered") : in_words(move.to, language);
}

std::string refusals_of(const Transition& row) {
  std::vector<std::string> codes;
  const auto add = [&codes](ReasonCode code) {
    std::string quoted = '`' + std::string(text(code)) + '`';
    if (std::find(codes.begin(), codes.end(), quoted) == codes.end()) codes.push_back(std::move(quoted));
  };
  if (!row.who.empty()) add(row.otherwise);
  for (const ReasonCode code : row.refusals) add(code);
  return joined(codes, " ");
}

std::string article_of(const Transition& row, const LawBook& law, Date day, Language language) {
  const Citation& citation = law.citation(row.rule, day);
  if (citation.mark == Mark::convention) return in_words(citation.mark, language);
  return phrase(language, "cited", {{"article", std::string(citation.article)},
                                    {"title", std::string(citation.title)},
                                    {"mark", in_words(citation.mark, language)}});
}

void put_cells(std::string& made, const std::array<std::string, 7>& cells) {
  for (const std::string& cell : cells) made += "| " + cell + ' ';
  made += "|\n";
}

}  // namespace

std::string to_mermaid(const LawBook& law, Date day, Language language) {
  const std::vector<Move> moves = moves_on(law, day);
  if (moves.empty()) return {};
  std::vector<Arrow> arrows;
  StateSet reached;
  for (const Move& move : moves) {
    const State from = source_of(*move.row);
    const MotiveSet motives = move.row->motive != Motive::none ? MotiveSet(move.row->motive) : move.row->radiated_for;
    add_to(arrows, box_of(from), box_of(move.to), event_of(move, language), motives);
    reached = reached | StateSet(from) | StateSet(move.to);
  }
  std::string made = "stateDiagram-v2\n";
  for (const State state : {State::draft, State::invalid, State::radiated, State::erased}) {
    if (reached.holds(state)) made += "  " + state_line(state, language);
  }
  put_registered(made, moves, law, day, language);
  for (const Arrow& arrow : arrows) made += "  " + arrow_line(arrow, language);
  put_sources(made, moves, law, day);
  return made;
}

std::string to_markdown(const LawBook& law, Date day, Language language) {
  const std::vector<Move> moves = moves_on(law, day);
  if (moves.empty()) return {};
  std::string made;
  put_cells(made, {phrase(language, "from"), phrase(language, "event"), phrase(language, "who"), phrase(language, "to"),
                   phrase(language, "refusals"), phrase(language, "rule"), phrase(language, "article")});
  put_cells(made, {"---", "---", "---", "---", "---", "---", "---"});
  for (const Move& move : moves) {
    put_cells(made, {from_in_words(*move.row, language), event_cell(move, language), who_in_words(*move.row, language),
                     to_in_words(move, language), refusals_of(*move.row), '`' + std::string(id_of(move.row->rule)) + '`',
                     article_of(*move.row, law, day, language)});
  }
  return made;
}

}  // namespace sne
