#include <sne/arrow_kernels.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "shares.hpp"

namespace sne::kernels {

namespace {

// Sharing out

/// Below this a second thread costs more than it brings.
constexpr std::size_t rows_worth_a_thread = 65536;

std::size_t parts_of(std::size_t rows, std::size_t threads) noexcept {
  return std::clamp<std::size_t>(rows / rows_worth_a_thread, 1, std::max<std::size_t>(threads, 1));
}

/// Runs `work` over parts of the blocks, one thread for each; blocks are disjoint, so that the answer does not depend on the threads. Gives the
/// fault of the first part that has one.
template <class Work>
std::optional<ColumnFault> share_out(std::span<const RowRange> blocks, std::size_t parts, const Work& work) {
  std::vector<std::optional<ColumnFault>> faults(parts);
  detail::run_shares(parts, [&](std::size_t i) {
    const std::size_t from = blocks.size() * i / parts;
    const std::size_t to = blocks.size() * (i + 1) / parts;
    faults[i] = work(blocks.subspan(from, to - from));
  });
  for (std::optional<ColumnFault>& fault : faults) {
    if (fault) return std::move(fault);
  }
  return std::nullopt;
}

/// One call of a kernel: its spans are made in the order of the table, then it reads and writes block by block, each thread with its own memory.
template <class Kernel, class... Rules>
ColumnResult<OutputTable> run(const std::vector<const ArrowColumn*>& inputs, std::size_t threads, const Rules&... rules) {
  const ColumnResult<std::vector<RowRange>> blocks = common_blocks(inputs);
  if (!blocks) return blocks.error();
  const std::size_t rows = inputs.front()->size();
  const std::size_t parts = parts_of(rows, threads);
  TableDraft draft(rows);
  const Kernel kernel(draft, rules...);
  std::optional<ColumnFault> fault = share_out(*blocks, parts, [&kernel](std::span<const RowRange> part) -> std::optional<ColumnFault> {
    const auto memory = std::make_unique<typename Kernel::Memory>();
    for (const RowRange range : part) {
      if (std::optional<ColumnFault> found = kernel(range, *memory)) return found;
    }
    return std::nullopt;
  });
  if (fault) return *std::move(fault);
  return draft.finish(parts);
}

// Blocks

template <class Value>
std::span<Value> cut(std::span<Value> column, RowRange rows) noexcept {
  return column.subspan(rows.from, rows.count);
}

/// A column, and the memory that its rows are read into.
template <class Block>
struct Reading {
  const ArrowColumn& column;
  Block& block;
};
template <class Block>
Reading(const ArrowColumn&, Block&) -> Reading<Block>;

/// Reads rows of several columns, as far as the first that is at fault.
template <class... Blocks>
std::optional<ColumnFault> read(RowRange rows, const Reading<Blocks>&... columns) {
  std::optional<ColumnFault> fault;
  static_cast<void>(((fault = columns.column.read(rows, columns.block)).has_value() || ...));
  return fault;
}

/// Writes the faults of the cells, which a kernel has seen as missing. The first column prevails.
template <class First, class... Others>
void put_faults(std::span<ColumnStatus> status, const First& first, const Others&... others) {
  if constexpr (sizeof...(others) != 0) put_faults(status, others...);
  for (const CellFault& fault : first.faults) status[fault.row] = status_of(fault.code);
}

// Texts of three letters

using TerritoryText = std::array<char, 3>;

TerritoryText text_of(const Territory& territory) noexcept {
  TerritoryText text{};
  const std::string_view code = territory.code();
  std::copy_n(code.begin(), text.size(), text.begin());
  return text;
}

// Numbers

class NumberKernel {
 public:
  struct Memory {
    TextBlock texts{};
    std::array<Territory, block_rows> territory{};
    std::array<std::int32_t, block_rows> month{};
  };

  NumberKernel(TableDraft& out, const ArrowColumn& numbers)
      : numbers_(numbers),
        status_(out.status()),
        at_(out.numbers<std::uint8_t>("at", MissingWhen::never)),
        number_(out.texts<UniqueNumber>("number")),
        territory_(out.texts<TerritoryText>("territory")),
        month_(out.days("month")),
        sequence_(out.numbers<std::uint32_t>("sequence")),
        registrar_(out.texts<RegistrarCode>("registrar")) {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& memory) const {
    if (auto fault = read(rows, Reading{numbers_, memory.texts})) return fault;
    const std::span territories = std::span(memory.territory).first(rows.count);
    const std::span months = std::span(memory.month).first(rows.count);
    sne::parse_numbers(memory.texts.column, {.status = cut(status_, rows),
                                             .at = cut(at_, rows),
                                             .number = cut(number_, rows),
                                             .territory = territories,
                                             .month = months,
                                             .sequence = cut(sequence_, rows),
                                             .registrar = cut(registrar_, rows)});
    put_faults(cut(status_, rows), memory.texts);
    for (std::size_t i = 0; i < rows.count; ++i) {
      territory_[rows.from + i] = text_of(territories[i]);
      month_[rows.from + i] = months[i] == 0 ? no_day : *Date::of(months[i] / 12, months[i] % 12 + 1, 1);
    }
    return std::nullopt;
  }

 private:
  const ArrowColumn& numbers_;
  std::span<ColumnStatus> status_;
  std::span<std::uint8_t> at_;
  std::span<UniqueNumber> number_;
  std::span<TerritoryText> territory_;
  std::span<Date> month_;
  std::span<std::uint32_t> sequence_;
  std::span<RegistrarCode> registrar_;
};

// Renewal

class DeadlineKernel {
 public:
  using Memory = ColumnBlock<Date>;

  DeadlineKernel(TableDraft& out, const ArrowColumn& base, const RenewalTable& table)
      : base_(base),
        table_(table),
        status_(out.status()),
        last_valid_(out.days("last_valid")),
        notice_latest_(out.days("notice_latest")),
        radiation_(out.days("radiation")),
        standing_(out.codes<RenewalStatus>("standing")) {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& block) const {
    if (auto fault = read(rows, Reading{base_, block})) return fault;
    table_.calendars(block.column, {.status = cut(status_, rows),
                                    .last_valid = cut(last_valid_, rows),
                                    .notice_latest = cut(notice_latest_, rows),
                                    .radiation = cut(radiation_, rows),
                                    .standing = cut(standing_, rows)});
    put_faults(cut(status_, rows), block);
    return std::nullopt;
  }

 private:
  const ArrowColumn& base_;
  const RenewalTable& table_;
  std::span<ColumnStatus> status_;
  std::span<Date> last_valid_, notice_latest_, radiation_;
  std::span<RenewalStatus> standing_;
};

class NoticeKernel {
 public:
  struct Memory {
    ColumnBlock<std::uint8_t> online_user, wants_post, accepts_email, email_known;
  };

  NoticeKernel(TableDraft& out, const NoticeInputs& wishes, Date day, const LawBook& law)
      : wishes_(wishes),
        day_(day),
        law_(law),
        status_(out.status()),
        post_(out.yes_no("post")),
        email_(out.yes_no("email")),
        proof_(out.yes_no("delivery_proof")) {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& memory) const {
    if (auto fault = read(rows, Reading{wishes_.online_user, memory.online_user}, Reading{wishes_.wants_post, memory.wants_post},
                          Reading{wishes_.accepts_email, memory.accepts_email}, Reading{wishes_.email_known, memory.email_known})) {
      return fault;
    }
    sne::notice_channels({memory.online_user.column, memory.wants_post.column, memory.accepts_email.column, memory.email_known.column}, day_, law_,
                         {.status = cut(status_, rows), .post = cut(post_, rows), .email = cut(email_, rows), .delivery_proof = cut(proof_, rows)});
    put_faults(cut(status_, rows), memory.online_user, memory.wants_post, memory.accepts_email, memory.email_known);
    return std::nullopt;
  }

 private:
  const NoticeInputs& wishes_;
  Date day_;
  const LawBook& law_;
  std::span<ColumnStatus> status_;
  std::span<std::uint8_t> post_, email_, proof_;
};

// Communes

class CommuneKernel {
 public:
  struct Memory {
    TextBlock texts{};
    std::array<Territory, block_rows> territory{};
  };

  CommuneKernel(TableDraft& out, const ArrowColumn& codes, const CommuneTable& table)
      : codes_(codes),
        table_(table),
        status_(out.status()),
        zone_(out.codes<CeilingZone>("zone")),
        territory_(out.texts<TerritoryText>("territory")),
        region_(out.numbers<std::uint8_t>("region")),
        epci_(out.numbers<std::uint32_t>("epci")),
        no_territory_(out.missing("territory")),
        no_region_(out.missing("region")),
        no_epci_(out.missing("epci")) {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& memory) const {
    if (auto fault = read(rows, Reading{codes_, memory.texts})) return fault;
    const std::span territories = std::span(memory.territory).first(rows.count);
    table_.places(memory.texts.column, {.status = cut(status_, rows),
                                        .zone = cut(zone_, rows),
                                        .territory = territories,
                                        .region = cut(region_, rows),
                                        .epci = cut(epci_, rows)});
    put_faults(cut(status_, rows), memory.texts);
    for (std::size_t i = 0; i < rows.count; ++i) {
      const std::size_t row = rows.from + i;
      territory_[row] = text_of(territories[i]);
      no_territory_[row] = static_cast<std::uint8_t>(territories[i] == Territory{});
      no_region_[row] = static_cast<std::uint8_t>(region_[row] == 0);
      no_epci_[row] = static_cast<std::uint8_t>(epci_[row] == 0);
    }
    return std::nullopt;
  }

 private:
  const ArrowColumn& codes_;
  const CommuneTable& table_;
  std::span<ColumnStatus> status_;
  std::span<CeilingZone> zone_;
  std::span<TerritoryText> territory_;
  std::span<std::uint8_t> region_;
  std::span<std::uint32_t> epci_;
  std::span<std::uint8_t> no_territory_, no_region_, no_epci_;
};

// Ceilings and incomes

struct HouseholdMemory {
  ColumnBlock<std::uint8_t> zone, category, extra;
};

std::optional<ColumnFault> read_household(RowRange rows, const HouseholdInputs& inputs, HouseholdMemory& memory) {
  return read(rows, Reading{inputs.zone, memory.zone}, Reading{inputs.category, memory.category}, Reading{inputs.extra, memory.extra});
}

class CeilingKernel {
 public:
  using Memory = HouseholdMemory;

  CeilingKernel(TableDraft& out, const HouseholdInputs& households, const CeilingLookup& table)
      : households_(households),
        table_(table),
        status_(out.status()),
        ceiling_(out.numbers<std::int32_t>("ceiling")),
        no_ceiling_(out.missing("ceiling")) {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& memory) const {
    if (auto fault = read_household(rows, households_, memory)) return fault;
    table_.ceilings({memory.zone.column, memory.category.column, memory.extra.column},
                    {.status = cut(status_, rows), .ceiling = cut(ceiling_, rows)});
    put_faults(cut(status_, rows), memory.zone, memory.category, memory.extra);
    for (std::size_t row = rows.from; row < rows.from + rows.count; ++row) no_ceiling_[row] = static_cast<std::uint8_t>(ceiling_[row] == 0);
    return std::nullopt;
  }

 private:
  const HouseholdInputs& households_;
  const CeilingLookup& table_;
  std::span<ColumnStatus> status_;
  std::span<std::int32_t> ceiling_;
  std::span<std::uint8_t> no_ceiling_;
};

/// The place of each reason among `reason_names`.
constexpr auto reason_places = [] {
  std::array<std::uint16_t, 1024> places{};
  for (std::size_t i = 0; i < law::reasons.size(); ++i) places[static_cast<std::size_t>(law::reasons[i].code)] = static_cast<std::uint16_t>(i + 1);
  return places;
}();

class IncomeKernel {
 public:
  struct Memory {
    HouseholdMemory household;
    ColumnBlock<std::int64_t> n_2, n_1, months;
  };

  IncomeKernel(TableDraft& out, const IncomeInputs& households, const CeilingLookup& table, const char* status = "status")
      : inputs_(households),
        table_(table),
        status_(out.status(status)),
        outcome_(out.codes<Eligibility>("outcome")),
        basis_(out.codes<IncomeBasis>("basis")),
        reason_(out.named<std::uint16_t>("reason", reason_names())),
        rule_(out.named<std::uint8_t>("rule", rule_names())),
        ceiling_(out.numbers<std::int32_t>("ceiling")),
        income_(out.numbers<std::int64_t>("income")),
        margin_(out.numbers<std::int64_t>("margin")),
        no_ceiling_(out.missing("ceiling")),
        no_income_(out.missing("income")),
        no_margin_(out.missing("margin")) {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& memory) const {
    HouseholdMemory& home = memory.household;
    if (auto fault = read_household(rows, inputs_.household, home)) return fault;
    if (auto fault = read(rows, Reading{inputs_.n_2, memory.n_2}, Reading{inputs_.n_1, memory.n_1}, Reading{inputs_.months, memory.months})) return fault;
    judge({home.zone.column, home.category.column, home.extra.column, memory.n_2.column, memory.n_1.column, memory.months.column}, rows);
    put_faults(cut(status_, rows), home.zone, home.category, home.extra, memory.n_2, memory.n_1, memory.months);
    for (std::size_t row = rows.from; row < rows.from + rows.count; ++row) {
      reason_[row] = reason_places[reason_[row]];
      no_ceiling_[row] = static_cast<std::uint8_t>(ceiling_[row] == 0);
      no_income_[row] = static_cast<std::uint8_t>(basis_[row] == IncomeBasis::unknown);
      no_margin_[row] = no_ceiling_[row] | no_income_[row];
    }
    return std::nullopt;
  }

 private:
  void judge(const IncomeColumns& households, RowRange rows) const noexcept {
    const std::span rules{reinterpret_cast<Rule*>(rule_.data()), rule_.size()};
    table_.judge(households, {.status = cut(status_, rows),
                              .outcome = cut(outcome_, rows),
                              .basis = cut(basis_, rows),
                              .reason = cut(reason_, rows),
                              .rule = cut(rules, rows),
                              .ceiling = cut(ceiling_, rows),
                              .income = cut(income_, rows),
                              .margin = cut(margin_, rows)});
  }

  const IncomeInputs& inputs_;
  const CeilingLookup& table_;
  std::span<ColumnStatus> status_;
  std::span<Eligibility> outcome_;
  std::span<IncomeBasis> basis_;
  std::span<std::uint16_t> reason_;
  std::span<std::uint8_t> rule_;
  std::span<std::int32_t> ceiling_;
  std::span<std::int64_t> income_, margin_;
  std::span<std::uint8_t> no_ceiling_, no_income_, no_margin_;
};

// Both at once

/// A block is still near when the second kernel reads and writes it. Each half has its status.
class DemandKernel {
 public:
  struct Memory {
    DeadlineKernel::Memory base;
    IncomeKernel::Memory household;
  };

  DemandKernel(TableDraft& out, const ArrowColumn& base, const RenewalTable& calendars, const IncomeInputs& households, const CeilingLookup& ceilings)
      : deadlines_(out, base, calendars), incomes_(out, households, ceilings, "income_status") {}

  std::optional<ColumnFault> operator()(RowRange rows, Memory& memory) const {
    if (auto fault = deadlines_(rows, memory.base)) return fault;
    return incomes_(rows, memory.household);
  }

 private:
  DeadlineKernel deadlines_;
  IncomeKernel incomes_;
};

}  // namespace

ColumnResult<OutputTable> parse_numbers(const ArrowColumn& numbers, std::size_t threads) { return run<NumberKernel>({&numbers}, threads, numbers); }

ColumnResult<OutputTable> deadlines(const ArrowColumn& base, const RenewalTable& table, std::size_t threads) {
  return run<DeadlineKernel>({&base}, threads, base, table);
}

ColumnResult<OutputTable> notice_channels(const NoticeInputs& wishes, Date day, const LawBook& law, std::size_t threads) {
  return run<NoticeKernel>({&wishes.online_user, &wishes.wants_post, &wishes.accepts_email, &wishes.email_known}, threads, wishes, day, law);
}

ColumnResult<OutputTable> communes(const ArrowColumn& code, const CommuneTable& table, std::size_t threads) {
  return run<CommuneKernel>({&code}, threads, code, table);
}

ColumnResult<OutputTable> ceilings(const HouseholdInputs& households, const CeilingLookup& table, std::size_t threads) {
  return run<CeilingKernel>({&households.zone, &households.category, &households.extra}, threads, households, table);
}

ColumnResult<OutputTable> judge_incomes(const IncomeInputs& households, const CeilingLookup& table, std::size_t threads) {
  const HouseholdInputs& home = households.household;
  return run<IncomeKernel>({&home.zone, &home.category, &home.extra, &households.n_2, &households.n_1, &households.months}, threads, households, table);
}

ColumnResult<OutputTable> judge_demands(const ArrowColumn& base, const RenewalTable& calendars, const IncomeInputs& households,
                                        const CeilingLookup& ceilings, std::size_t threads) {
  const HouseholdInputs& home = households.household;
  return run<DemandKernel>({&base, &home.zone, &home.category, &home.extra, &households.n_2, &households.n_1, &households.months}, threads, base,
                           calendars, households, ceilings);
}

std::vector<std::string_view> reason_names() {
  std::vector<std::string_view> names{""};
  names.reserve(law::reasons.size() + 1);
  for (const ReasonRow& row : law::reasons) names.push_back(row.name);
  return names;
}

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names;
  names.reserve(law::rules.size());
  for (const auto& row : law::rules) names.push_back(row.id);
  return names;
}

}  // namespace sne::kernels
