#include <sne/columns.hpp>

#include <array>

#include "door.hpp"
#include "tables.hpp"

/// Whole columns by plain pointers. The kernels of sne/columns.hpp read and write the memory of the caller.
namespace sne::door {

namespace {

template <class Value>
std::span<Value> column(Value* first, std::size_t rows) {
  return first == nullptr ? std::span<Value>() : std::span<Value>(first, rows);
}

/// The same memory under a type of the library that has the layout of the plain one.
template <class Typed, class Plain>
std::span<Typed> typed(Plain* first, std::size_t rows) {
  static_assert(sizeof(Typed) % sizeof(Plain) == 0 && std::is_trivially_copyable_v<Typed> && alignof(Typed) == alignof(Plain));
  return first == nullptr ? std::span<Typed>() : std::span<Typed>(reinterpret_cast<Typed*>(first), rows);
}

template <class Value>
Column<Value> read_column(const Value* first, const std::uint8_t* valid, std::size_t rows, std::string_view name) {
  if (first == nullptr && rows != 0) fail(SNE_NULL_POINTER, name);
  return {std::span(first, rows), Validity(valid)};
}
template <class Value>
Column<Value> column_if(const Value* first, const std::uint8_t* valid, std::size_t rows) {
  return first == nullptr ? Column<Value>{} : Column<Value>{std::span(first, rows), Validity(valid)};
}

/// Offsets never go back: what they say is within the bytes of the caller.
void check_offsets(std::span<const std::int32_t> offsets) {
  for (std::size_t row = 0; row < offsets.size(); ++row) {
    if (offsets[row] < (row == 0 ? 0 : offsets[row - 1])) {
      throw Failure{static_cast<std::int32_t>(Errc::bad_layout), "offsets", 0, static_cast<std::int64_t>(row)};
    }
  }
}

void expect_none(const std::optional<LengthFault>& fault) {
  if (fault) fail(Errc::wrong_length, fault->column);
}

/// Numbers are read by so many rows: their territories, which have no room of the caller's to lie in, need no more memory than this.
constexpr std::size_t block_rows = 1024;

template <class Value>
Value* from_row(Value* first, std::size_t values) {
  return first == nullptr ? nullptr : first + values;
}

/// The same columns from a row on.
sne_number_columns block_of(const sne_number_columns& out, std::size_t from) {
  sne_number_columns block = out;
  block.status = from_row(out.status, from);
  block.at = from_row(out.at, from);
  block.number = from_row(out.number, 18 * from);
  block.territory = from_row(out.territory, 3 * from);
  block.month = from_row(out.month, from);
  block.sequence = from_row(out.sequence, from);
  return block;
}

/// One block of numbers.
void read_numbers(const TextColumn& texts, const sne_number_columns& out) {
  const std::size_t rows = texts.size();
  std::array<Territory, block_rows> territories{};
  NumberColumns asked;
  asked.status = column(out.status, rows);
  asked.at = column(out.at, rows);
  asked.month = column(out.month, rows);
  asked.sequence = column(out.sequence, rows);
  asked.number = typed<UniqueNumber>(out.number, rows);
  if (out.territory != nullptr) asked.territory = std::span(territories).first(rows);
  expect_none(parse_numbers(texts, asked));
  if (out.territory == nullptr) return;
  for (std::size_t row = 0; row < rows; ++row) std::memcpy(out.territory + 3 * row, territories[row].code().data(), 3);
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_columns_numbers(const sne_text_column* texts, const sne_number_columns* columns, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_text_column in = struct_in(texts, "texts");
    const sne_number_columns out = struct_in(columns, "columns");
    const std::size_t rows = rows_in(in.rows);
    if (rows == 0) return;
    must_write(in.offsets, "offsets");
    const std::span offsets(in.offsets, rows + 1);
    check_offsets(offsets);
    if (offsets.back() != 0) must_write(in.bytes, "bytes");
    for (std::size_t from = 0; from < rows; from += block_rows) {
      const std::size_t count = std::min(block_rows, rows - from);
      read_numbers(sne::TextColumn(offsets.subspan(from, count + 1), in.bytes, sne::Validity(in.valid, from)), block_of(out, from));
    }
  });
}

int32_t sne_renewal_table_new(const sne_law* law, const sne_policy* policy, int32_t on, sne_renewal_table** table, sne_fault* fault) {
  empty(table);
  return guarded(fault,
                 [&] { make(table, "table", [&] { return sne::RenewalTable(law_in(law), policy_in(policy), day_in(on, "on")); }); });
}

int32_t sne_renewal_table_free(sne_renewal_table* table) {
  delete table;
  return SNE_OK;
}

int32_t sne_columns_deadlines(const sne_renewal_table* table, int64_t rows, const int32_t* bases, const uint8_t* valid,
                              const sne_deadline_columns* columns, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_deadline_columns out = struct_in(columns, "columns");
    const std::size_t count = rows_in(rows);
    if (bases == nullptr && count != 0) fail(SNE_NULL_POINTER, "bases");
    const sne::Column<sne::Date> days{std::span(reinterpret_cast<const sne::Date*>(bases), count), sne::Validity(valid)};
    sne::RenewalColumns asked;
    asked.status = column(out.status, count);
    asked.last_valid = typed<sne::Date>(out.last_valid, count);
    asked.notice_latest = typed<sne::Date>(out.notice_latest, count);
    asked.radiation = typed<sne::Date>(out.radiation, count);
    asked.standing = typed<sne::RenewalStatus>(out.standing, count);
    expect_none(given(table, "table").table.calendars(days, asked));
  });
}

int32_t sne_columns_notice_channels(int64_t rows, const sne_wish_columns* wishes, int32_t on, const sne_law* law,
                                    const sne_channel_columns* columns, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_wish_columns in = struct_in(wishes, "wishes");
    const sne_channel_columns out = struct_in(columns, "columns");
    const std::size_t count = rows_in(rows);
    const sne::NoticeWishColumns said{read_column(in.online_user, in.online_user_valid, count, "online_user"),
                                      read_column(in.wants_post, in.wants_post_valid, count, "wants_post"),
                                      read_column(in.accepts_email, in.accepts_email_valid, count, "accepts_email"),
                                      read_column(in.email_known, in.email_known_valid, count, "email_known")};
    const sne::NoticeChannelColumns asked{column(out.status, count), column(out.post, count), column(out.email, count),
                                          column(out.delivery_proof, count)};
    expect_none(notice_channels(said, day_in(on, "on"), law_in(law), asked));
  });
}

int32_t sne_ceiling_table_new(int32_t product, int32_t on, const sne_law* law, const sne_policy* policy, sne_ceiling_table** table,
                              sne_fault* fault) {
  empty(table);
  return guarded(fault, [&] {
    make(table, "table", [&] {
      return read(sne::CeilingLookup::of(code_in<sne::Product>(product, "product"), day_in(on, "on"), law_in(law), policy_in(policy)), "on");
    });
  });
}

int32_t sne_ceiling_table_free(sne_ceiling_table* table) {
  delete table;
  return SNE_OK;
}

int32_t sne_columns_incomes(const sne_ceiling_table* table, int64_t rows, const sne_income_columns* households,
                            const sne_verdict_columns* columns, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_income_columns in = struct_in(households, "households");
    const sne_verdict_columns out = struct_in(columns, "columns");
    const std::size_t count = rows_in(rows);
    sne::IncomeColumns said;
    said.zone = read_column(in.zone, in.zone_valid, count, "zone");
    said.category = read_column(in.category, in.category_valid, count, "category");
    said.extra = column_if(in.extra, in.extra_valid, count);
    said.n_2 = read_column(in.n_2, in.n_2_valid, count, "n_2");
    said.n_1 = column_if(in.n_1, in.n_1_valid, count);
    said.months = column_if(in.months, in.months_valid, count);
    sne::EligibilityColumns asked;
    asked.status = column(out.status, count);
    asked.outcome = typed<sne::Eligibility>(out.outcome, count);
    asked.basis = typed<sne::IncomeBasis>(out.basis, count);
    asked.reason = column(out.reason, count);
    asked.rule = typed<sne::Rule>(out.rule, count);
    asked.ceiling = column(out.ceiling, count);
    asked.income = column(out.income, count);
    asked.margin = column(out.margin, count);
    expect_none(given(table, "table").table.judge(said, asked));
  });
}

}  // extern "C"
