#include <algorithm>
#include <array>
#include <utility>

#include <absl/container/flat_hash_set.h>

#include <sne/event_log.hpp>

#include "household_draft.hpp"
#include "household_feed.hpp"

namespace sne {

namespace {

/// What a column of `docs/households_csv.md` holds.
struct Column {
  enum class Of : std::uint8_t {
    key, question, person, order_from, order_to, order_percent, order_euros, order_kind, horizon, care_home, care_home_cost, income, income_kind, income_notice,
  };
  enum class Period : std::uint8_t { none, n_2, n_1, last_twelve_months };

  std::string_view name;
  Of of = Of::key;
  Input input = Input::persons;
  Period period = Period::none;
};

constexpr std::array fixed_columns{
    Column{"household", Column::Of::key, Input::persons, Column::Period::none},
    Column{"order_from", Column::Of::order_from, Input::local_order, Column::Period::none},
    Column{"order_to", Column::Of::order_to, Input::local_order, Column::Period::none},
    Column{"order_percent", Column::Of::order_percent, Input::local_order, Column::Period::none},
    Column{"order_euros", Column::Of::order_euros, Input::local_order, Column::Period::none},
    Column{"order_kind", Column::Of::order_kind, Input::local_order, Column::Period::none},
    Column{"horizon", Column::Of::horizon, Input::policy, Column::Period::none},
    Column{"care_home", Column::Of::care_home, Input::care_home, Column::Period::none},
    Column{"care_home_n2", Column::Of::care_home_cost, Input::care_home, Column::Period::n_2},
    Column{"care_home_n1", Column::Of::care_home_cost, Input::care_home, Column::Period::n_1},
    Column{"care_home_12m", Column::Of::care_home_cost, Input::care_home, Column::Period::last_twelve_months},
    Column{"income_n2", Column::Of::income, Input::income, Column::Period::n_2},
    Column{"income_n2_kind", Column::Of::income_kind, Input::income, Column::Period::n_2},
    Column{"income_n2_notice", Column::Of::income_notice, Input::income, Column::Period::n_2},
    Column{"income_n1", Column::Of::income, Input::income, Column::Period::n_1},
    Column{"income_n1_kind", Column::Of::income_kind, Input::income, Column::Period::n_1},
    Column{"income_n1_notice", Column::Of::income_notice, Input::income, Column::Period::n_1},
    Column{"income_12m", Column::Of::income, Input::income, Column::Period::last_twelve_months},
    Column{"income_12m_kind", Column::Of::income_kind, Input::income, Column::Period::last_twelve_months},
    Column{"income_12m_notice", Column::Of::income_notice, Input::income, Column::Period::last_twelve_months},
};

constexpr std::array required_columns{std::string_view("household"), std::string_view("tie"), std::string_view("born")};

bool is_of_person(Input input) noexcept { return (input >= Input::tie && input <= Input::owns) || input == Input::protection_order; }

std::optional<Column> column_named(std::string_view name) noexcept {
  for (const Column& column : fixed_columns) {
    if (column.name == name) return column;
  }
  const Result<Input> input = parse_code<Input>(name);
  if (!input || shape_of(*input) == CellShape::none) return std::nullopt;
  const Column::Of of = is_of_person(*input) ? Column::Of::person : Column::Of::question;
  return Column{text(*input), of, *input, Column::Period::none};
}

bool is_of_household(const Column& column) noexcept { return column.of >= Column::Of::question && column.of <= Column::Of::care_home_cost && column.of != Column::Of::person; }

template <class T, class Into>
std::optional<Fault> take(const Result<T>& read, Into& into) noexcept {
  if (!read) return read.error();
  into = static_cast<Into>(*read);
  return std::nullopt;
}

/// An income as its three cells say it.
struct IncomeCells {
  std::optional<std::int64_t> cents{};
  std::optional<IncomeKind> kind{};
  std::uint8_t notice = 0;
};

/// A household whose rows are being read.
struct OpenHousehold {
  std::string id;
  std::uint64_t line;
  QuestionDraft draft{};
  std::vector<std::string> first_row{};  // its cells, for those that the next rows repeat
  std::optional<QuestionFault> fault{};
};

/// One person a row. A household is over when the key changes.
class CsvFeed final : public HouseholdReader::Feed {
 public:
  CsvFeed(const QuestionDefaults& defaults, OnHousehold on_household)
      : defaults_(defaults),
        on_household_(std::move(on_household)),
        reader_([this](std::span<const std::string_view> names) { return map_columns(names); }, [this](const CsvRow& row) { take_row(row); },
                [this](const BadRow& bad) { take_bad_row(bad); }) {}

  bool feed(std::string_view bytes) override { return reader_.feed(bytes); }
  void finish() override {
    reader_.finish();
    close();
  }
  [[nodiscard]] std::optional<QuestionFault> fault() const override {
    const std::optional<Fault> fault = reader_.fault();
    if (!fault) return given_ == 0 ? std::optional<QuestionFault>(QuestionFault{Errc::empty_input}) : std::nullopt;
    QuestionFault said{fault->code};
    if (fault->code == Errc::missing_column) {
      said.path = required_columns[fault->at];
    } else {
      said.at = fault->at;
    }
    return said;
  }

 private:
  std::optional<Fault> map_columns(std::span<const std::string_view> names) {
    std::array<bool, required_columns.size()> has{};
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto column = column_named(names[i]);
      if (!column) return Fault{Errc::unknown_column, static_cast<std::uint32_t>(i)};
      const auto same = [&column](const Column& other) { return other.name == column->name; };
      if (std::any_of(columns_.begin(), columns_.end(), same)) return Fault{Errc::duplicate_column, static_cast<std::uint32_t>(i)};
      for (std::size_t k = 0; k < has.size(); ++k) has[k] = has[k] || required_columns[k] == names[i];
      columns_.push_back(*column);
    }
    for (std::size_t k = 0; k < has.size(); ++k) {
      if (!has[k]) return Fault{Errc::missing_column, static_cast<std::uint32_t>(k)};
    }
    return std::nullopt;
  }

  void give(HouseholdEntry entry) {
    entry.index = given_++;
    on_household_(entry);
  }

  /// Gives the household under way.
  void close() {
    if (!open_) return;
    OpenHousehold done = std::move(*open_);
    open_.reset();
    HouseholdEntry entry{0, done.line, std::move(done.id), QuestionFault{}, {}};
    if (done.fault) {
      entry.question = std::move(*done.fault);
    } else {
      done.draft.question.id = entry.id;
      entry.question = complete(std::move(done.draft), defaults_);
    }
    give(std::move(entry));
  }

  /// A row that cannot be cut may have been a person of the household under way, which is given as a fault with it.
  void take_bad_row(const BadRow& bad) {
    const QuestionFault fault{bad.fault.code, std::nullopt, no_row, {}, bad.fault.at};
    if (open_) {
      if (!open_->fault) open_->fault = fault;
      spoiled_ = open_->id;
      close();
    }
    give(HouseholdEntry{0, bad.line, {}, fault, {}});
  }

  void take_row(const CsvRow& row) {
    const std::string_view key = row.cells[key_column()];
    if (spoiled_ && *spoiled_ == key) return;
    spoiled_.reset();
    if (!open_ || open_->id != key) {
      close();
      if (!open_household(key, row)) return;
    }
    if (open_->fault) return;
    read_row(row);
  }

  [[nodiscard]] std::size_t key_column() const noexcept {
    std::size_t at = 0;
    while (columns_[at].of != Column::Of::key) ++at;
    return at;
  }

  bool open_household(std::string_view key, const CsvRow& row) {
    if (key.empty() || key.size() > id_limit) {
      give(HouseholdEntry{0, row.line, {}, QuestionFault{key.empty() ? Errc::missing_value : Errc::bad_identifier, std::nullopt, no_row, "household"}, {}});
      return false;
    }
    open_.emplace(OpenHousehold{std::string(key), row.line});
    open_->draft.question.policy = defaults_.policy;
    if (!seen_.insert(open_->id).second) open_->fault = QuestionFault{Errc::duplicate_key, std::nullopt, no_row, "household"};
    return true;
  }

  bool refuse(const Column& column, Fault fault) {
    const std::size_t persons = open_->draft.question.persons.size();
    const std::uint8_t row = is_of_household(column) || persons == 0 ? no_row : static_cast<std::uint8_t>(persons - 1);
    open_->fault = QuestionFault{fault.code, column.input, row, std::string(column.name), fault.at};
    return false;
  }

  void read_row(const CsvRow& row) {
    if (open_->draft.question.persons.size() == Household::max_persons) {
      open_->fault = QuestionFault{Errc::too_many_persons, Input::persons, no_row, "household"};
      return;
    }
    if (!read_household(row.cells)) return;
    open_->draft.question.persons.emplace_back();
    if (!read_person(row.cells)) return;
    read_incomes(row.cells);
  }

  /// The cells of the question: on the first row, or the same on another.
  bool read_household(std::span<const std::string_view> cells) {
    const bool first = open_->first_row.empty();
    if (first) open_->first_row.assign(cells.begin(), cells.end());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!is_of_household(columns_[i]) || cells[i].empty()) continue;
      if (!first && cells[i] != open_->first_row[i]) return refuse(columns_[i], {Errc::duplicate_key, 0});
      if (!first || columns_[i].of == Column::Of::care_home_cost) continue;
      if (const auto fault = set_household(columns_[i], cells[i])) return refuse(columns_[i], *fault);
    }
    return !first || (read_care_home_costs(cells) && check_order(cells));
  }

  std::optional<Fault> set_household(const Column& column, std::string_view cell) {
    EligibilityQuestion& question = open_->draft.question;
    const auto order = [&question]() -> LocalOrder& { return question.letting.local_order ? *question.letting.local_order : question.letting.local_order.emplace(); };
    switch (column.of) {
      case Column::Of::order_from: return take(Date::parse(cell), order().from);
      case Column::Of::order_to: return take(Date::parse(cell), order().to);
      case Column::Of::order_percent: return take(whole(cell, INT32_MIN, INT32_MAX), order().percent);
      case Column::Of::order_euros: return take(whole(cell, INT32_MIN, INT32_MAX), order().euros.emplace());
      case Column::Of::order_kind: return take(parse_code<OrderKind>(cell), order().kind);
      case Column::Of::horizon: return set_policy("horizon", cell, question.policy);
      case Column::Of::care_home: return take(parse_code<CareHomeOf>(cell), question.facts.care_home.of);
      default: return set_question(column.input, cell, open_->draft);
    }
  }

  [[nodiscard]] bool is_given(std::string_view name, std::span<const std::string_view> cells) const {
    const auto at = std::find_if(columns_.begin(), columns_.end(), [name](const Column& column) { return column.name == name; });
    return at != columns_.end() && !cells[static_cast<std::size_t>(at - columns_.begin())].empty();
  }

  /// An order is whole or not there.
  bool check_order(std::span<const std::string_view> cells) {
    if (!open_->draft.question.letting.local_order) return true;
    for (const std::string_view name : {"order_from", "order_to", "order_kind"}) {
      if (!is_given(name, cells)) return refuse(*column_named(name), {Errc::missing_value, 0});
    }
    const bool percent = is_given("order_percent", cells);
    if (percent != is_given("order_euros", cells)) return true;
    return refuse(*column_named("order_percent"), {percent ? Errc::duplicate_key : Errc::missing_value, 0});
  }

  bool read_care_home_costs(std::span<const std::string_view> cells) {
    CareHome& home = open_->draft.question.facts.care_home;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i].of != Column::Of::care_home_cost || cells[i].empty()) continue;
      if (home.of == CareHomeOf::none) return refuse(columns_[i], {Errc::missing_value, 0});
      CareHomeCost cost;
      const Result<IncomePeriod> period = period_of(columns_[i].period);
      if (!period) return refuse(columns_[i], period.error());
      cost.period = *period;
      if (const auto fault = take(whole(cells[i], -INT64_MAX, INT64_MAX), cost.cents)) return refuse(columns_[i], *fault);
      home.costs.add(cost);
    }
    return true;
  }

  bool read_person(std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i].of != Column::Of::person) continue;
      if (cells[i].empty()) {
        if (columns_[i].input == Input::tie || columns_[i].input == Input::born) return refuse(columns_[i], {Errc::missing_value, 0});
        continue;
      }
      if (const auto fault = set_person(columns_[i].input, cells[i], open_->draft.question.persons.back())) return refuse(columns_[i], *fault);
    }
    return true;
  }

  /// The civil year of a period: it hangs on the day of the question.
  [[nodiscard]] Result<IncomePeriod> period_of(Column::Period period) const {
    if (period == Column::Period::last_twelve_months) return last_twelve_months;
    const std::optional<Date> as_of = open_->draft.as_of ? open_->draft.as_of : defaults_.as_of;
    if (!as_of) return Errc::missing_value;
    const std::int32_t year = as_of->civil().year - (period == Column::Period::n_2 ? 2 : 1);
    if (year < 1) return Errc::date_out_of_range;
    return static_cast<IncomePeriod>(year);
  }

  bool read_incomes(std::span<const std::string_view> cells) {
    std::array<IncomeCells, 4> held{};
    std::array<const Column*, 4> named{};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Column& column = columns_[i];
      if (column.of < Column::Of::income || cells[i].empty()) continue;
      IncomeCells& income = held[static_cast<std::size_t>(column.period)];
      named[static_cast<std::size_t>(column.period)] = &column;
      if (const auto fault = set_income(column.of, cells[i], income)) return refuse(column, *fault);
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (named[i] != nullptr && !add_income(*named[i], held[i])) return false;
    }
    return true;
  }

  static std::optional<Fault> set_income(Column::Of of, std::string_view cell, IncomeCells& income) {
    if (of == Column::Of::income_notice) return take(whole(cell, 1, UINT8_MAX), income.notice);
    if (of == Column::Of::income_kind) {
      const Result<IncomeKind> kind = parse_code<IncomeKind>(cell);
      if (kind) income.kind = *kind;
      return kind ? std::nullopt : std::optional<Fault>(kind.error());
    }
    const Result<std::int64_t> cents = whole(cell, -INT64_MAX, INT64_MAX);
    if (cents) income.cents = *cents;
    return cents ? std::nullopt : std::optional<Fault>(cents.error());
  }

  bool add_income(const Column& column, const IncomeCells& cells) {
    if (!cells.cents) return refuse(column, {Errc::missing_value, 0});
    const Result<IncomePeriod> period = period_of(column.period);
    if (!period) {
      open_->fault = QuestionFault{period.error().code, Input::as_of, no_row, "as_of"};
      return false;
    }
    const IncomeKind usual = column.period == Column::Period::last_twelve_months ? IncomeKind::pay_12_months : IncomeKind::notice;
    open_->draft.question.persons.back().incomes.add({*period, cells.kind.value_or(usual), cells.notice, *cells.cents});
    return true;
  }

  QuestionDefaults defaults_;
  OnHousehold on_household_;
  std::vector<Column> columns_{};
  std::optional<OpenHousehold> open_{};
  std::optional<std::string> spoiled_{};  // key of a household given as a fault before its last row
  absl::flat_hash_set<std::string> seen_{};
  std::uint64_t given_ = 0;
  CsvReader reader_;
};

}  // namespace

std::unique_ptr<HouseholdReader::Feed> make_csv_feed(const QuestionDefaults& defaults, OnHousehold on_household) {
  return std::make_unique<CsvFeed>(defaults, std::move(on_household));
}

}  // namespace sne
