#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <sne/arrow.hpp>
#include <sne/columns.hpp>
#include <sne/commune_columns.hpp>

/// The kernels of `sne/columns.hpp` from Arrow to Arrow: the columns that each asks for, by name, and the table that each gives, as section 4 of
/// docs/columns.md says. Conversion only: every door calls these.  (fr: traitements par colonnes, d'Arrow à Arrow)
///
/// Columns may be cut into chunks differently. A cell that cannot be read is the fault of its row, the first column at fault saying which; the
/// fault of a whole column is given instead of a table: `wrong_length`, and those of `ArrowColumn::read`. `threads` is the most that may run, 1
/// or more: a call takes one for each 65,536 rows, and the answer does not depend on them.
namespace sne::kernels {

/// Whether a column may be left out of a call.
enum class Presence : std::uint8_t { needed, optional };

// Columns asked: `take(asked, presence)` gives an `ArrowColumn`, which is absent where an optional column was left out.

[[nodiscard]] inline ColumnAsked numbers_asked() { return {"numbers", Asked::text}; }
[[nodiscard]] inline ColumnAsked codes_asked() { return {"code", Asked::text}; }
/// `as`: `Asked::day`, or `Asked::day_count` when whole numbers are days too.
[[nodiscard]] inline ColumnAsked base_asked(Asked as) { return {"base", as}; }

/// What decides the channels of a notice.
struct NoticeInputs {
  ArrowColumn online_user, wants_post, accepts_email, email_known;

  template <class Take>
  [[nodiscard]] static NoticeInputs from(Take take) {
    const auto asked = [&take](const char* name) { return take(ColumnAsked{name, Asked::yes_no}, Presence::needed); };
    return {asked("online_user"), asked("wants_post"), asked("accepts_email"), asked("email_known")};
  }
};

/// Of which household the ceiling is asked.
struct HouseholdInputs {
  ArrowColumn zone, category, extra;

  template <class Take>
  [[nodiscard]] static HouseholdInputs from(Take take) {
    return {take(ColumnAsked::code<CeilingZone>("zone"), Presence::needed), take(ColumnAsked{"category", Asked::whole}, Presence::needed),
            take(ColumnAsked{"extra", Asked::whole}, Presence::optional)};
  }
};

/// The same with its sums.
struct IncomeInputs {
  HouseholdInputs household;
  ArrowColumn n_2, n_1, months;

  template <class Take>
  [[nodiscard]] static IncomeInputs from(Take take) {
    const auto sum = [&take](const char* name, Presence presence) { return take(ColumnAsked{name, Asked::cents}, presence); };
    return {HouseholdInputs::from(take), sum("n_2", Presence::needed), sum("n_1", Presence::optional), sum("months", Presence::optional)};
  }
};

// Tables

/// `status`, `at`, `number`, `territory`, `month`, `sequence`, `registrar`.
[[nodiscard]] ColumnResult<OutputTable> parse_numbers(const ArrowColumn& numbers, std::size_t threads = 1);

/// `status`, `last_valid`, `notice_latest`, `radiation`, `standing`.
[[nodiscard]] ColumnResult<OutputTable> deadlines(const ArrowColumn& base, const RenewalTable& table, std::size_t threads = 1);

/// `status`, `post`, `email`, `delivery_proof`.
[[nodiscard]] ColumnResult<OutputTable> notice_channels(const NoticeInputs& wishes, Date day, const LawBook& law, std::size_t threads = 1);

/// `status`, `zone`, `territory`, `region` (INSEE number), `epci` (SIREN), each missing where there is none.
[[nodiscard]] ColumnResult<OutputTable> communes(const ArrowColumn& code, const CommuneTable& table, std::size_t threads = 1);

/// `status`, `ceiling` in euros, missing where not known.
[[nodiscard]] ColumnResult<OutputTable> ceilings(const HouseholdInputs& households, const CeilingLookup& table, std::size_t threads = 1);

/// `status`, `outcome`, `basis`, `reason`, `rule`, `ceiling`, `income`, `margin`; amounts are missing where they are not settled.
[[nodiscard]] ColumnResult<OutputTable> judge_incomes(const IncomeInputs& households, const CeilingLookup& table, std::size_t threads = 1);

/// The columns of `deadlines`, then those of `judge_incomes` with `income_status` for their faults; in one pass.
[[nodiscard]] ColumnResult<OutputTable> judge_demands(const ArrowColumn& base, const RenewalTable& calendars, const IncomeInputs& households,
                                                      const CeilingLookup& ceilings, std::size_t threads = 1);

/// The names that the columns `reason` and `rule` may hold, in the order of their numbers there; the first reason is empty, for none.
[[nodiscard]] std::vector<std::string_view> reason_names();
[[nodiscard]] std::vector<std::string_view> rule_names();

}  // namespace sne::kernels
