// The conformance protocol in Java, through the library alone: JSON Lines in, JSON Lines out (tests/conformance).

import com.sun.jna.ptr.PointerByReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import sne.Sne;

final class Harness {
  private Harness() {}

  /** The place after the JSON value that begins at a place. */
  private static int endOfValue(String line, int from) {
    int at = from;
    int depth = 0;
    do {
      char c = line.charAt(at);
      if (c == '"') {
        for (++at; line.charAt(at) != '"'; ++at) {
          if (line.charAt(at) == '\\') ++at;
        }
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        --depth;
      }
      ++at;
    } while (depth > 0 || (at < line.length() && ",}:".indexOf(line.charAt(at)) < 0));
    return at;
  }

  /** The value of a key of the outer object as it stands; empty when it is not there. */
  private static String valueOf(String line, String key) {
    int at = line.indexOf('{') + 1;
    while (at < line.length() && line.charAt(at) != '}') {
      int name = line.indexOf('"', at);
      if (name < 0) return "";
      int colon = endOfValue(line, name);
      int first = line.indexOf(':', colon) + 1;
      while (line.charAt(first) == ' ') ++first;
      int end = endOfValue(line, first);
      if (line.substring(name, colon).trim().equals('"' + key + '"')) return line.substring(first, end).trim();
      at = end;
    }
    return "";
  }

  private static String operations() {
    PointerByReference list = new PointerByReference();
    Sne.LIBRARY.sne_operations(list, null);
    String listed = Sne.Texts.take(list.getValue());
    StringBuilder names = new StringBuilder();
    for (int at = listed.indexOf("\"name\":"); at >= 0; at = listed.indexOf("\"name\":", at)) {
      at += "\"name\":".length();
      names.append(names.length() == 0 ? "" : ",").append(listed, at, endOfValue(listed, at));
    }
    return names.toString();
  }

  private static String reply(String line) {
    String sequence = valueOf(line, "seq");
    Sne.SneFault fault = new Sne.SneFault();
    String operation = valueOf(line, "operation");
    String answer = Sne.Texts.answer(operation.replace("\"", ""), valueOf(line, "in"), fault);
    if (answer == null) return "{\"kind\":\"errored\",\"seq\":" + sequence + ",\"message\":\"status " + fault.status + "\"}";
    return "{\"kind\":\"out\",\"seq\":" + sequence + ",\"out\":" + answer + "}";
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream output = new PrintStream(System.out, false, "UTF-8");
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String kind = valueOf(line, "kind");
      if (kind.equals("\"hello\"")) {
        output.print("{\"kind\":\"hello\",\"protocol\":1,\"name\":\"sne-java\",\"version\":\"1\",\"operations\":[" + operations() + "]}\n");
      } else if (kind.equals("\"case\"")) {
        output.print(reply(line) + "\n");
      } else if (kind.equals("\"bye\"")) {
        output.print("{\"kind\":\"bye\"}\n");
      }
      output.flush();
      if (kind.equals("\"bye\"")) return;
    }
  }
}
