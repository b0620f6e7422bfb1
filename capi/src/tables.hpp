#pragma once

#include <sne/sne.h>

#include <sne/columns.hpp>
#include <sne/commune_columns.hpp>

struct sne_renewal_table {
  sne::RenewalTable table;
};
struct sne_ceiling_table {
  sne::CeilingLookup table;
};
struct sne_commune_table {
  sne::CommuneTable table;
};
