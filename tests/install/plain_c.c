/* A consumer in C, with nothing but the installed package. */
#include <sne/sne.h>

#include <string.h>

int main(void) {
  sne_number number;
  sne_text* answer = NULL;
  memset(&number, 0, sizeof number);
  number.struct_size = (uint32_t)sizeof number;
  if (sne_number_read("1110318016982G1104", 18, &number, NULL) != SNE_OK || number.year != 2018) return 1;
  if (sne_answer("law", 3, "{}", 2, NULL, &answer, NULL) != SNE_OK) return 2;
  sne_text_free(answer);
  return 0;
}
