#include <sne/arrow.hpp>

#include <array>
#include <memory>
#include <vector>

#include "door.hpp"
#include "tables.hpp"

/// Record batches by the Arrow C data interface: the kernels of sne/columns.hpp, block by block.
namespace sne::door {

namespace {

[[noreturn]] void fail_column(const ColumnFault& fault) { fail(fault.code, fault.column); }

template <class T>
T read_columns(ColumnResult<T> result) {
  if (!result) fail_column(result.error());
  return std::move(result).value();
}

/// The batch of a caller, which is moved whatever comes of it.
ArrowRecords batch_in(ArrowSchema* schema, ArrowArray* array) {
  HeldSchema held_schema(given(schema, "schema"));
  HeldArray held_array(given(array, "array"));
  std::vector<HeldArray> chunks;
  chunks.push_back(std::move(held_array));
  return read_columns(ArrowRecords::of("array", std::move(held_schema), std::move(chunks)));
}

ArrowColumn column_of(const ArrowRecords& batch, const ColumnAsked& asked) { return read_columns(batch.column(asked)); }

/// A column that may be left out.
ArrowColumn column_if(const ArrowRecords& batch, const ColumnAsked& asked) {
  const std::vector<std::string>& names = batch.names();
  return std::find(names.begin(), names.end(), asked.name) == names.end() ? ArrowColumn() : column_of(batch, asked);
}

template <class Block>
void read_block(const ArrowColumn& column, RowRange rows, Block& block) {
  if (const auto fault = column.read(rows, block)) fail_column(*fault);
}

std::vector<RowRange> blocks_of(const std::vector<const ArrowColumn*>& columns) { return read_columns(common_blocks(columns)); }

template <class Value>
std::span<Value> cut(std::span<Value> column, RowRange rows) {
  return column.subspan(rows.from, rows.count);
}

/// The faults of cells, which a kernel has seen as missing. The first column prevails.
template <class... Blocks>
void put_faults(std::span<ColumnStatus> status, const Blocks&... blocks) {
  const auto put = [&status](const std::vector<CellFault>& faults) {
    for (const CellFault& fault : faults) status[fault.row] = status_of(fault.code);
  };
  const std::array<const std::vector<CellFault>*, sizeof...(blocks)> all{&blocks.faults...};
  for (auto faults = all.rbegin(); faults != all.rend(); ++faults) put(**faults);
}

/// Where a table goes. Left released on a fault, as the interface asks.
class Out {
 public:
  Out(ArrowSchema* schema, ArrowArray* array) : schema_(&given(schema, "schema_out")), array_(&given(array, "array_out")) {
    schema_->release = nullptr;
    array_->release = nullptr;
  }
  void give(TableDraft& draft) const { draft.finish().array(*schema_, *array_); }

 private:
  ArrowSchema* schema_;
  ArrowArray* array_;
};

// Numbers

void read_numbers(const ArrowColumn& texts, TableDraft& out) {
  const auto status = out.status();
  const auto at = out.numbers<std::uint8_t>("at", MissingWhen::never);
  const auto number = out.texts<UniqueNumber>("number");
  const auto territory = out.texts<std::array<char, 3>>("territory");
  const auto month = out.days("month");
  const auto sequence = out.numbers<std::uint32_t>("sequence");
  const auto registrar = out.texts<RegistrarCode>("registrar");
  std::vector<Territory> territories(std::min(out.rows(), block_rows));
  std::vector<std::int32_t> months(territories.size());
  TextBlock block;
  for (const RowRange rows : blocks_of({&texts})) {
    read_block(texts, rows, block);
    NumberColumns asked;
    asked.status = cut(status, rows);
    asked.at = cut(at, rows);
    asked.number = cut(number, rows);
    asked.territory = std::span(territories).first(rows.count);
    asked.month = std::span(months).first(rows.count);
    asked.sequence = cut(sequence, rows);
    asked.registrar = cut(registrar, rows);
    parse_numbers(block.column, asked);
    put_faults(asked.status, block);
    for (std::size_t i = 0; i < rows.count; ++i) {
      const std::string_view code = territories[i].code();
      std::copy(code.begin(), code.end(), territory[rows.from + i].begin());
      month[rows.from + i] = months[i] == 0 ? no_day : *Date::of(months[i] / 12, months[i] % 12 + 1, 1);
    }
  }
}

// Renewal

void read_deadlines(const ArrowColumn& bases, const RenewalTable& table, TableDraft& out) {
  RenewalColumns whole;
  whole.status = out.status();
  whole.last_valid = out.days("last_valid");
  whole.notice_latest = out.days("notice_latest");
  whole.radiation = out.days("radiation");
  whole.standing = out.codes<RenewalStatus>("standing");
  ColumnBlock<Date> block;
  for (const RowRange rows : blocks_of({&bases})) {
    read_block(bases, rows, block);
    RenewalColumns asked;
    asked.status = cut(whole.status, rows);
    asked.last_valid = cut(whole.last_valid, rows);
    asked.notice_latest = cut(whole.notice_latest, rows);
    asked.radiation = cut(whole.radiation, rows);
    asked.standing = cut(whole.standing, rows);
    static_cast<void>(table.calendars(block.column, asked));
    put_faults(asked.status, block);
  }
}

struct Wishes {
  ArrowColumn online_user, wants_post, accepts_email, email_known;
};

void read_channels(const Wishes& wishes, Date day, const LawBook& law, TableDraft& out) {
  const auto status = out.status();
  const auto post = out.yes_no("post");
  const auto email = out.yes_no("email");
  const auto proof = out.yes_no("delivery_proof");
  ColumnBlock<std::uint8_t> online, wants, accepts, known;
  for (const RowRange rows : blocks_of({&wishes.online_user, &wishes.wants_post, &wishes.accepts_email, &wishes.email_known})) {
    read_block(wishes.online_user, rows, online);
    read_block(wishes.wants_post, rows, wants);
    read_block(wishes.accepts_email, rows, accepts);
    read_block(wishes.email_known, rows, known);
    const NoticeChannelColumns asked{cut(status, rows), cut(post, rows), cut(email, rows), cut(proof, rows)};
    static_cast<void>(notice_channels({online.column, wants.column, accepts.column, known.column}, day, law, asked));
    put_faults(asked.status, online, wants, accepts, known);
  }
}

// Incomes

struct Households {
  ArrowColumn zone, category, extra, n_2, n_1, months;
};

/// The names of every reason after an empty one, and the place of each among them.
std::vector<std::string_view> reason_names() {
  std::vector<std::string_view> names{""};
  names.reserve(law::reasons.size() + 1);
  for (const ReasonRow& row : law::reasons) names.push_back(row.name);
  return names;
}
std::uint16_t place_of(std::uint16_t reason) noexcept {
  for (std::size_t i = 0; i < law::reasons.size(); ++i) {
    if (static_cast<std::uint16_t>(law::reasons[i].code) == reason) return static_cast<std::uint16_t>(i + 1);
  }
  return 0;
}

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names;
  names.reserve(law::rules.size());
  for (const auto& row : law::rules) names.push_back(row.id);
  return names;
}

void read_incomes(const Households& homes, const CeilingLookup& table, TableDraft& out) {
  const auto status = out.status();
  const auto outcome = out.codes<Eligibility>("outcome");
  const auto basis = out.codes<IncomeBasis>("basis");
  const auto reason = out.named<std::uint16_t>("reason", reason_names());
  const auto rule = out.named<std::uint8_t>("rule", rule_names());
  const auto ceiling = out.numbers<std::int32_t>("ceiling");
  const auto income = out.numbers<std::int64_t>("income");
  const auto margin = out.numbers<std::int64_t>("margin");
  const auto no_ceiling = out.missing("ceiling");
  const auto no_income = out.missing("income");
  const auto no_margin = out.missing("margin");
  const std::span rules(reinterpret_cast<Rule*>(rule.data()), rule.size());
  ColumnBlock<std::uint8_t> zone, category, extra;
  ColumnBlock<std::int64_t> n_2, n_1, months;
  for (const RowRange rows : blocks_of({&homes.zone, &homes.category, &homes.extra, &homes.n_2, &homes.n_1, &homes.months})) {
    read_block(homes.zone, rows, zone);
    read_block(homes.category, rows, category);
    read_block(homes.extra, rows, extra);
    read_block(homes.n_2, rows, n_2);
    read_block(homes.n_1, rows, n_1);
    read_block(homes.months, rows, months);
    const IncomeColumns said{zone.column, category.column, extra.column, n_2.column, n_1.column, months.column};
    EligibilityColumns asked;
    asked.status = cut(status, rows);
    asked.outcome = cut(outcome, rows);
    asked.basis = cut(basis, rows);
    asked.reason = cut(reason, rows);
    asked.rule = cut(rules, rows);
    asked.ceiling = cut(ceiling, rows);
    asked.income = cut(income, rows);
    asked.margin = cut(margin, rows);
    static_cast<void>(table.judge(said, asked));
    put_faults(asked.status, zone, category, extra, n_2, n_1, months);
    for (std::size_t row = rows.from; row < rows.from + rows.count; ++row) {
      if (reason[row] != 0) reason[row] = place_of(reason[row]);
      no_ceiling[row] = static_cast<std::uint8_t>(ceiling[row] == 0);
      no_income[row] = static_cast<std::uint8_t>(basis[row] == IncomeBasis::unknown);
      no_margin[row] = no_ceiling[row] | no_income[row];
    }
  }
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_arrow_numbers(ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    sne::TableDraft draft(batch.size());
    read_numbers(column_of(batch, {"numbers", sne::Asked::text}), draft);
    out.give(draft);
  });
}

int32_t sne_arrow_deadlines(const sne_renewal_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out,
                            sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    sne::TableDraft draft(batch.size());
    read_deadlines(column_of(batch, {"base", sne::Asked::day_count}), given(table, "table").table, draft);
    out.give(draft);
  });
}

int32_t sne_arrow_notice_channels(ArrowSchema* schema, ArrowArray* array, int32_t on, const sne_law* law, ArrowSchema* schema_out,
                                  ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    const auto asked = [&batch](const char* name) { return column_of(batch, {name, sne::Asked::yes_no}); };
    sne::TableDraft draft(batch.size());
    read_channels({asked("online_user"), asked("wants_post"), asked("accepts_email"), asked("email_known")}, day_in(on, "on"), law_in(law), draft);
    out.give(draft);
  });
}

int32_t sne_arrow_incomes(const sne_ceiling_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out,
                          sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    const Households homes{column_of(batch, sne::ColumnAsked::code<sne::CeilingZone>("zone")),
                           column_of(batch, {"category", sne::Asked::whole}),
                           column_if(batch, {"extra", sne::Asked::whole}),
                           column_of(batch, {"n_2", sne::Asked::cents}),
                           column_if(batch, {"n_1", sne::Asked::cents}),
                           column_if(batch, {"months", sne::Asked::cents})};
    sne::TableDraft draft(batch.size());
    read_incomes(homes, given(table, "table").table, draft);
    out.give(draft);
  });
}

}  // extern "C"
