#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include <sne/lifecycle.hpp>

/// A demand in 58 bytes, with the member names of `Demand`, so that the rules of `sne/lifecycle` judge and change it as it lies; an event whose actor
/// has a number; the delays of a law book by day; findings of which only the outcome is kept.  (private)
///
/// All bytes zero is a demand without a row. No member is aligned, so that nothing is lost between them.
namespace sne::packed {

/// Days that are packed: 1970-01-01 to 2134-04-11. What a rule adds to one of them still fits in two bytes.
inline constexpr std::int32_t day_limit = 60000;
constexpr bool fits(Date day) noexcept { return day.days() >= 0 && day.days() <= day_limit; }
constexpr bool fits(const std::optional<Date>& day) noexcept { return !day || fits(*day); }

/// Two bytes without alignment.
class Pair {
 public:
  Pair() = default;
  explicit Pair(std::int32_t value) noexcept {
    assert(value >= 0 && value <= 0xFFFF);
    const auto narrow = static_cast<std::uint16_t>(value);
    std::memcpy(bytes_.data(), &narrow, sizeof narrow);
  }
  [[nodiscard]] std::int32_t value() const noexcept {
    std::uint16_t narrow = 0;
    std::memcpy(&narrow, bytes_.data(), sizeof narrow);
    return narrow;
  }

 private:
  std::array<std::uint8_t, 2> bytes_{};
};

class Day {
 public:
  Day() = default;
  Day(Date day) noexcept : days_(day.days()) {}
  operator Date() const noexcept { return Date::from_days(days_.value()); }

 private:
  Pair days_;
};

/// A day or none, as `std::optional<Date>`.
class OptionalDay {
 public:
  OptionalDay() = default;
  OptionalDay& operator=(Date day) noexcept {
    next_ = Pair(day.days() + 1);
    return *this;
  }
  OptionalDay& operator=(const std::optional<Date>& day) noexcept {
    next_ = Pair(day ? day->days() + 1 : 0);
    return *this;
  }
  void reset() noexcept { next_ = {}; }
  explicit operator bool() const noexcept { return next_.value() != 0; }
  Date operator*() const noexcept { return Date::from_days(next_.value() - 1); }
  [[nodiscard]] std::optional<Date> unpacked() const noexcept { return *this ? std::optional(**this) : std::nullopt; }

 private:
  Pair next_;
};

/// A territory or none.
class OptionalTerritory {
 public:
  OptionalTerritory() = default;
  OptionalTerritory& operator=(const std::optional<Territory>& territory) noexcept {
    std::int32_t packed = 0;
    if (territory) {
      for (const char c : territory->code()) packed = packed * 12 + (c >= 'A' ? c - 'A' + 10 : c - '0');
      ++packed;
    }
    packed_ = Pair(packed);
    return *this;
  }
  [[nodiscard]] std::optional<Territory> unpacked() const noexcept {
    std::int32_t packed = packed_.value();
    if (packed-- == 0) return std::nullopt;
    std::array<char, 3> code{};
    for (std::size_t i = code.size(); i > 0; --i, packed /= 12) code[i - 1] = "0123456789AB"[packed % 12];
    return Territory::parse_any({code.data(), code.size()}).value();
  }

 private:
  Pair packed_;
};

/// The number of an actor in the list of the acts; 0 is `Actor{}`.
class ActorNumber {
 public:
  static constexpr std::int32_t limit = 0xFFFF;

  ActorNumber() = default;
  explicit ActorNumber(std::size_t number) noexcept : number_(static_cast<std::int32_t>(number)) {}
  [[nodiscard]] std::size_t value() const noexcept { return static_cast<std::size_t>(number_.value()); }
  friend bool operator==(ActorNumber a, ActorNumber b) noexcept { return a.value() == b.value(); }

 private:
  Pair number_;
};

/// The actor of an event, who knows the list.
struct NumberedActor {
  ActorKind kind = ActorKind::applicant;
  ActorNumber number{};
  const Actor* list = nullptr;

  operator ActorNumber() const noexcept { return number; }
};
inline bool operator==(ActorNumber a, const NumberedActor& b) noexcept { return a == b.number; }
inline Fact same_body(const NumberedActor& a, ActorNumber b) noexcept { return sne::same_body(a.list[a.number.value()], a.list[b.value()]); }

struct Allocation {
  Day day;
  ActorNumber lessor;
};

/// A lease or none, as `std::optional<Allocation>`.
class OptionalLease {
 public:
  struct Held {
    Date day;
    ActorNumber lessor;
    const Held* operator->() const noexcept { return this; }
  };

  OptionalLease() = default;
  OptionalLease& operator=(const Held& lease) noexcept {
    day_ = lease.day;
    lessor_ = lease.lessor;
    return *this;
  }
  void reset() noexcept { *this = OptionalLease(); }
  explicit operator bool() const noexcept { return static_cast<bool>(day_); }
  Held operator->() const noexcept { return {*day_, lessor_}; }

 private:
  OptionalDay day_;
  ActorNumber lessor_;
};

struct Radiation {
  Motive motive = Motive::none;
  Day effective;
  Day recorded;
  Motive former_motive = Motive::none;
};

struct Procedure {
  using Stage = sne::Procedure::Stage;

  Procedure() = default;

  Day opened;
  ActorNumber sender;
  OptionalDay delivered;
  Stage stage : 2 = Stage::closed;
  Ground ground : 3 = Ground::unknown;
  Fact proof : 2 = Fact::unknown;
};

/// No claim: an act that files a draft with one is not packed.
struct NoClaim {
  NoClaim& operator=(const SeparationClaim& claim) noexcept {
    assert(claim == SeparationClaim{});
    static_cast<void>(claim);
    return *this;
  }
  operator SeparationClaim() const noexcept { return {}; }
};

/// As `Demand`. A fourth lessor that takes a favourable decision does not fit: the one who changes it looks before.
struct Demand {
  Demand() = default;

  Day initial, seniority, base, last_presented, attested_from, last_effective;
  ActorNumber registrar;
  Radiation radiation;
  OptionalDay notice;
  Procedure no_answer, irrecevability;
  FirstDecisions<Allocation, 3> allocations;
  OptionalLease late_lease;
  OptionalTerritory territory;
  [[no_unique_address]] NoClaim draft_claim;

  Stored stored : 3 = Stored::none;
  Typology typology : 3 = Typology::unknown;
  Nationality draft_nationality : 2 = Nationality::unknown;
  Identity draft_identity : 3 = Identity::unknown;
  bool online_user : 1 = false;
  bool wants_post : 1 = false;
  bool accepts_email : 1 = false;
  bool email_known : 1 = false;
  bool legal_person : 1 = false;
  bool ex_officio : 1 = false;
  bool attested : 1 = false;
  bool deceased : 1 = false;
  bool substituted : 1 = false;
  bool reactivated : 1 = false;
};
static_assert(sizeof(Demand) == 58 && alignof(Demand) == 1);

/// The demand that a packed one stands for; `actors` is the list of the numbers.
inline sne::Demand unpacked(const Demand& from, std::span<const Actor> actors) noexcept {
  const auto actor = [actors](ActorNumber number) { return actors[number.value()]; };
  const auto procedure = [&actor](const Procedure& one) {
    return sne::Procedure{one.stage, one.opened, actor(one.sender), one.ground, one.delivered.unpacked(), one.proof};
  };
  sne::Demand made;
  made.stored = from.stored;
  made.territory = from.territory.unpacked();
  made.initial = from.initial;
  made.seniority = from.seniority;
  made.base = from.base;
  made.last_presented = from.last_presented;
  made.attested_from = from.attested_from;
  made.last_effective = from.last_effective;
  made.registrar = actor(from.registrar);
  made.radiation = {from.radiation.motive, from.radiation.effective, from.radiation.recorded, from.radiation.former_motive};
  made.notice = from.notice.unpacked();
  made.no_answer = procedure(from.no_answer);
  made.irrecevability = procedure(from.irrecevability);
  for (const Allocation& one : from.allocations.all()) made.allocations.decide(one.day, actor(one.lessor));
  if (from.late_lease) made.late_lease = sne::Allocation{from.late_lease->day, actor(from.late_lease->lessor)};
  made.online_user = from.online_user;
  made.wants_post = from.wants_post;
  made.accepts_email = from.accepts_email;
  made.email_known = from.email_known;
  made.legal_person = from.legal_person;
  made.ex_officio = from.ex_officio;
  made.attested = from.attested;
  made.deceased = from.deceased;
  made.substituted = from.substituted;
  made.reactivated = from.reactivated;
  made.draft_identity = from.draft_identity;
  made.draft_nationality = from.draft_nationality;
  made.typology = from.typology;
  return made;
}

/// An act that takes the days of each of its rows. Its own actor is numbered; that of the event below is whole.
struct Act : sne::Event {
  NumberedActor actor{};
  bool packs = false;            ///< what it writes fits in a packed demand
  bool moves_stays = false;      ///< it may open a stay, or end one for good
  std::uint8_t order_class = 0;  ///< events that `folds_before` does not tell apart
};

/// A law book whose delays are looked up by day. What it answers was asked of the book, or is.
class Law {
 public:
  explicit Law(const LawBook& book) : book_(book), first_(book.first_day()), days_(static_cast<std::size_t>(book.horizon() - first_) + 1) {
    for (const Delay name : looked_up) {
      std::vector<Date>& ends = ends_[static_cast<std::size_t>(name)];
      fill(ends, [name, &book](Date day) { return lifecycle::end_of(name, day, book); });
      looked_up_[static_cast<std::size_t>(name)] = ends;
    }
    fill(notices_, [&book](Date day) { return sne::notice_latest(day, book); });
  }

  Law(const Law&) = delete;
  Law& operator=(const Law&) = delete;

  operator const LawBook&() const noexcept { return book_; }
  [[nodiscard]] Date first_day() const noexcept { return first_; }
  [[nodiscard]] Date horizon() const noexcept { return book_.horizon(); }
  [[nodiscard]] bool in_force(Provision provision, Date day) const noexcept { return book_.in_force(provision, day); }
  [[nodiscard]] bool suspended(Date day) const noexcept { return book_.suspended(day); }
  [[nodiscard]] Date after_suspensions(Date day) const noexcept { return book_.after_suspensions(day); }
  [[nodiscard]] std::optional<Date> national_number_start() const noexcept { return book_.national_number_start(); }
  [[nodiscard]] const DelayRow* delay(Delay name, Date day, PolicyScope scope) const noexcept { return book_.delay(name, day, scope); }

  friend Date end_of(Delay name, Date anchor, const Law& law) noexcept {
    const std::span<const Date> ends = law.looked_up_[static_cast<std::size_t>(name)];
    const std::size_t at = law.place(anchor);
    return at < ends.size() ? ends[at] : lifecycle::end_of(name, anchor, law.book_);
  }
  friend Date last_valid(Date base, const Law& law) noexcept { return end_of(Delay::validity, base, law); }
  friend Date renewal_opens(Date base, const Law& law) noexcept { return end_of(Delay::renewal_window, base, law); }
  friend Date notice_latest(Date base, const Law& law) noexcept {
    const std::size_t at = law.place(base);
    return at < law.notices_.size() ? law.notices_[at] : sne::notice_latest(base, law.book_);
  }

 private:
  static constexpr std::size_t delays = law::delay_spans.size();
  static constexpr std::array looked_up{Delay::validity, Delay::renewal_window, Delay::attestation, Delay::late_notice, Delay::warning, Delay::retention};

  [[nodiscard]] std::size_t place(Date day) const noexcept { return static_cast<std::uint32_t>(day.days()) - static_cast<std::uint32_t>(first_.days()); }
  template <class Days, class Ask>
  void fill(Days& days, Ask&& ask) {
    days.reserve(days_);
    for (std::size_t i = 0; i < days_; ++i) days.push_back(ask(first_ + static_cast<std::int32_t>(i)));
  }

  const LawBook& book_;
  Date first_;
  std::size_t days_;
  std::array<std::vector<Date>, delays> ends_;
  std::array<std::span<const Date>, delays> looked_up_;  // of `ends_`
  std::vector<Date> notices_;
};

/// What a judgement found, without its words: enough to settle the outcome.
struct Findings {
  struct Reasons {
    std::array<ReasonCode, 32> code;  // the first `size`
    std::uint8_t size = 0;

    void add(const Reason& reason) noexcept {
      assert(size < code.size());
      code[size++] = reason.code;
    }
    [[nodiscard]] bool empty() const noexcept { return size == 0; }
  };
  struct Warnings {
    void add(const Reason&) noexcept {}
  };
  struct Missing {
    bool any = false;
    void add(Field) noexcept { any = true; }
  };

  Reasons reasons;
  [[no_unique_address]] Warnings warnings;
  Missing missing;

  [[nodiscard]] bool refused_for(ReasonCode code) const noexcept {
    const auto* end = reasons.code.begin() + reasons.size;
    return std::find(reasons.code.begin(), end, code) != end;
  }
  /// Whether nothing stands in the way.
  [[nodiscard]] bool clear() const noexcept { return reasons.empty() && !missing.any; }
  [[nodiscard]] Outcome outcome() const noexcept {
    if (!reasons.empty()) return Outcome::refused;
    return missing.any ? Outcome::incomplete : Outcome::accepted;
  }
};

using Judge = lifecycle::Bench<Demand, Act, Law, Findings>;

/// The row of an act by state, for the days around the last one asked on which it is the same. Not for a radiated demand, whose row depends on more.
class KnownRows {
 public:
  [[nodiscard]] const lifecycle::RowFound<Judge>& find(State state, const Demand& demand, const Act& act) noexcept {
    assert(state != State::radiated);
    Known& known = by_state_[static_cast<std::size_t>(state)];
    if (!known.days.holds(act.effective)) known = {around(act), lifecycle::find_row<Judge>(state, demand, act)};
    return known.found;
  }

 private:
  struct Known {
    Period days{Date{} + 1, Date{}};
    lifecycle::RowFound<Judge> found{};
  };

  /// The days around that of an act between which no row of its kind begins or ends.
  static Period around(const Act& act) noexcept {
    Period same{Date::from_days(INT32_MIN), Date::from_days(INT32_MAX)};
    for (const auto& row : transitions) {
      if (row.event != act.kind) continue;
      for (const Date begins : {row.in_force.from, row.in_force.to + 1}) {
        if (begins <= act.effective) same.from = later(same.from, begins);
        if (begins > act.effective) same.to = earlier(same.to, begins - 1);
      }
    }
    return same;
  }

  std::array<Known, CodeNames<State>::list.size()> by_state_{};
};

}  // namespace sne::packed
