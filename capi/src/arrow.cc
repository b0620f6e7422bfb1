#include <sne/arrow_kernels.hpp>

#include <algorithm>
#include <vector>

#include "door.hpp"
#include "tables.hpp"

/// Record batches by the Arrow C data interface, through the kernels of sne/arrow_kernels.hpp.
namespace sne::door {

namespace {

template <class T>
T read_columns(ColumnResult<T> result) {
  if (!result) fail(result.error().code, result.error().column);
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

/// The columns of a kernel by their names; an optional one may be left out.
template <class Inputs>
Inputs inputs_of(const ArrowRecords& batch) {
  return Inputs::from([&batch](const ColumnAsked& asked, kernels::Presence presence) {
    const std::vector<std::string>& names = batch.names();
    const bool absent = std::find(names.begin(), names.end(), asked.name) == names.end();
    return absent && presence == kernels::Presence::optional ? ArrowColumn() : column_of(batch, asked);
  });
}

/// Where a table goes. Left released on a fault, as the interface asks.
class Out {
 public:
  Out(ArrowSchema* schema, ArrowArray* array) : schema_(&given(schema, "schema_out")), array_(&given(array, "array_out")) {
    schema_->release = nullptr;
    array_->release = nullptr;
  }
  void give(const ColumnResult<OutputTable>& table) const { read_columns(table).array(*schema_, *array_); }

 private:
  ArrowSchema* schema_;
  ArrowArray* array_;
};

}  // namespace

}  // namespace sne::door

using namespace sne::door;
namespace kernels = sne::kernels;

extern "C" {

int32_t sne_arrow_numbers(ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    out.give(kernels::parse_numbers(column_of(batch, kernels::numbers_asked())));
  });
}

int32_t sne_arrow_deadlines(const sne_renewal_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out,
                            ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    out.give(kernels::deadlines(column_of(batch, kernels::base_asked(sne::Asked::day_count)), given(table, "table").table));
  });
}

int32_t sne_arrow_notice_channels(ArrowSchema* schema, ArrowArray* array, int32_t on, const sne_law* law, ArrowSchema* schema_out,
                                  ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    out.give(kernels::notice_channels(inputs_of<kernels::NoticeInputs>(batch), day_in(on, "on"), law_in(law)));
  });
}

int32_t sne_arrow_communes(const sne_commune_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out,
                           ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    out.give(kernels::communes(column_of(batch, kernels::codes_asked()), given(table, "table").table));
  });
}

int32_t sne_arrow_ceilings(const sne_ceiling_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out,
                           ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    out.give(kernels::ceilings(inputs_of<kernels::HouseholdInputs>(batch), given(table, "table").table));
  });
}

int32_t sne_arrow_incomes(const sne_ceiling_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out,
                          sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    out.give(kernels::judge_incomes(inputs_of<kernels::IncomeInputs>(batch), given(table, "table").table));
  });
}

int32_t sne_arrow_judge_demands(const sne_renewal_table* calendars, const sne_ceiling_table* ceilings, ArrowSchema* schema, ArrowArray* array,
                                ArrowSchema* schema_out, ArrowArray* array_out, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::ArrowRecords batch = batch_in(schema, array);
    const Out out(schema_out, array_out);
    const sne::ArrowColumn base = column_of(batch, kernels::base_asked(sne::Asked::day_count));
    const auto households = inputs_of<kernels::IncomeInputs>(batch);
    out.give(kernels::judge_demands(base, given(calendars, "calendars").table, households, given(ceilings, "ceilings").table));
  });
}

int32_t sne_commune_table_new(int32_t on, const sne_policy* policy, sne_commune_table** table, sne_fault* fault) {
  return guarded(fault, [&] { make(table, "table", [&] { return sne::CommuneTable(day_in(on, "on"), policy_in(policy)); }); });
}

int32_t sne_commune_table_free(sne_commune_table* table) {
  delete table;
  return SNE_OK;
}

}  // extern "C"
