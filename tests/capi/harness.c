/* The conformance protocol in C, through sne_answer alone: JSON Lines in, JSON Lines out (tests/conformance).
 *
 * The only JSON read here is the outer object of a line, whose values are found and passed on as they stand. */

#include <sne/sne.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A part of a line. */
struct slice {
  const char* first;
  size_t size;
};

/* The end of the JSON value that begins at `at`: after its closing quote or bracket, or where a bare value ends. */
static const char* end_of_value(const char* at) {
  int depth = 0;
  do {
    if (*at == '"') {
      for (++at; *at != '"'; ++at) {
        if (*at == '\\') ++at;
        if (*at == '\0') return at;
      }
    } else if (*at == '{' || *at == '[') {
      ++depth;
    } else if (*at == '}' || *at == ']') {
      if (--depth < 0) return at;
    } else if (*at == '\0' || (depth == 0 && *at == ',')) {
      return at;
    }
    ++at;
  } while (depth > 0 || (*at != ',' && *at != '}' && *at != '\0'));
  return at;
}

/* The value of a key of the outer object; an empty slice when it is not there. */
static struct slice value_of(const char* line, const char* key) {
  struct slice found = {NULL, 0};
  const size_t size = strlen(key);
  const char* at = strchr(line, '{');
  while (at != NULL && *at != '\0' && *at != '}') {
    const char* name = strchr(at, '"');
    const char* colon = name == NULL ? NULL : end_of_value(name);
    if (colon == NULL || *colon == '\0') break;
    colon = strchr(name + 1, '"');
    const int same = (size_t)(colon - name - 1) == size && memcmp(name + 1, key, size) == 0;
    colon = strchr(colon, ':');
    if (colon == NULL) break;
    const char* first = colon + 1 + strspn(colon + 1, " ");
    const char* end = end_of_value(first);
    if (same) {
      found.first = first;
      found.size = (size_t)(end - first);
      return found;
    }
    at = end;
  }
  return found;
}

/* A line of any length without its end, in a buffer that grows; 0 at the end of the input. */
static int read_line(char** line, size_t* room) {
  size_t size = 0;
  for (;;) {
    if (*room - size < 2) {
      char* grown = (char*)realloc(*line, *room + 65536);
      if (grown == NULL) return 0;
      *line = grown;
      *room += 65536;
    }
    if (fgets(*line + size, (int)(*room - size), stdin) == NULL) return size != 0;
    size += strlen(*line + size);
    if (size != 0 && (*line)[size - 1] == '\n') {
      (*line)[size - 1] = '\0';
      return 1;
    }
  }
}

/* The names of the list that the library gives: [{"keys":"...","name":"add_months"},...] */
static void say_operations(void) {
  sne_text* list = NULL;
  const char* bytes = NULL;
  int64_t size = 0;
  const char* comma = "";
  if (sne_operations(&list, NULL) != SNE_OK || sne_text_bytes(list, &bytes, &size) != SNE_OK) exit(2);
  while ((bytes = strstr(bytes, "\"name\":")) != NULL) {
    bytes += strlen("\"name\":");
    printf("%s%.*s", comma, (int)(end_of_value(bytes) - bytes), bytes);
    comma = ",";
  }
  sne_text_free(list);
}

static void say_hello(void) {
  int32_t major = 0;
  int32_t minor = 0;
  int32_t patch = 0;
  sne_version(&major, &minor, &patch);
  printf("{\"kind\":\"hello\",\"protocol\":1,\"name\":\"sne-c\",\"version\":\"%d.%d.%d\",\"operations\":[", (int)major, (int)minor, (int)patch);
  say_operations();
  printf("]}\n");
}

static void say_answer(const char* line) {
  const struct slice sequence = value_of(line, "seq");
  const struct slice operation = value_of(line, "operation");
  const struct slice question = value_of(line, "in");
  sne_text* answer = NULL;
  const char* bytes = NULL;
  int64_t size = 0;
  int32_t status = SNE_NULL_POINTER;
  if (operation.size > 2 && question.size != 0) {
    /* without the quotes of the name */
    status = sne_answer(operation.first + 1, (int64_t)operation.size - 2, question.first, (int64_t)question.size, NULL, &answer, NULL);
  }
  if (answer == NULL || sne_text_bytes(answer, &bytes, &size) != SNE_OK) {
    printf("{\"kind\":\"errored\",\"seq\":%.*s,\"message\":\"status %d\"}\n", (int)sequence.size, sequence.first == NULL ? "" : sequence.first, (int)status);
    return;
  }
  printf("{\"kind\":\"out\",\"seq\":%.*s,\"out\":", (int)sequence.size, sequence.first);
  fwrite(bytes, 1, (size_t)size, stdout);
  printf("}\n");
  sne_text_free(answer);
}

int main(void) {
  char* line = NULL;
  size_t room = 0;
  int spoken = 1;
  while (spoken && read_line(&line, &room)) {
    const struct slice kind = value_of(line, "kind");
    if (kind.size == 7 && memcmp(kind.first, "\"hello\"", 7) == 0) {
      say_hello();
    } else if (kind.size == 6 && memcmp(kind.first, "\"case\"", 6) == 0) {
      say_answer(line);
    } else if (kind.size == 5 && memcmp(kind.first, "\"bye\"", 5) == 0) {
      printf("{\"kind\":\"bye\"}\n");
      spoken = 0;
    }
    fflush(stdout);
  }
  free(line);
  return 0;
}
