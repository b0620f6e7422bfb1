// The conformance protocol in C#, through the library alone: JSON Lines in, JSON Lines out (tests/conformance).
using System;
using System.IO;
using System.Text;
using Sne;

internal static class Harness
{
    /// <summary>The place after the JSON value that begins at a place.</summary>
    private static int EndOfValue(string line, int at)
    {
        int depth = 0;
        do
        {
            char c = line[at];
            if (c == '"')
            {
                for (++at; line[at] != '"'; ++at) if (line[at] == '\\') ++at;
            }
            else if (c == '{' || c == '[') ++depth;
            else if (c == '}' || c == ']') --depth;
            ++at;
        } while (depth > 0 || (at < line.Length && line[at] != ',' && line[at] != '}' && line[at] != ':'));
        return at;
    }

    /// <summary>The value of a key of the outer object as it stands; empty when it is not there.</summary>
    private static string ValueOf(string line, string key)
    {
        int at = line.IndexOf('{') + 1;
        while (at < line.Length && line[at] != '}')
        {
            int name = line.IndexOf('"', at);
            if (name < 0) return "";
            int colon = EndOfValue(line, name);
            int first = line.IndexOf(':', colon) + 1;
            while (line[first] == ' ') ++first;
            int end = EndOfValue(line, first);
            if (line.Substring(name, colon - name).Trim() == "\"" + key + "\"") return line.Substring(first, end - first).Trim();
            at = end;
        }
        return "";
    }

    private static string Operations()
    {
        SneFault fault = SneFault.Make();
        IntPtr list;
        Native.sne_operations(out list, ref fault);
        string listed = Texts.Take(list);
        StringBuilder names = new StringBuilder();
        for (int at = listed.IndexOf("\"name\":"); at >= 0; at = listed.IndexOf("\"name\":", at))
        {
            at += "\"name\":".Length;
            if (names.Length > 0) names.Append(',');
            names.Append(listed, at, EndOfValue(listed, at) - at);
        }
        return names.ToString();
    }

    private static string Reply(string line)
    {
        string sequence = ValueOf(line, "seq");
        SneFault fault = SneFault.Make();
        string answer = Texts.Answer(ValueOf(line, "operation").Trim('"'), ValueOf(line, "in"), ref fault);
        if (answer == null) return "{\"kind\":\"errored\",\"seq\":" + sequence + ",\"message\":\"status " + fault.status + "\"}";
        return "{\"kind\":\"out\",\"seq\":" + sequence + ",\"out\":" + answer + "}";
    }

    private static void Main()
    {
        UTF8Encoding utf8 = new UTF8Encoding(false);
        StreamReader input = new StreamReader(Console.OpenStandardInput(), utf8);
        StreamWriter output = new StreamWriter(Console.OpenStandardOutput(), utf8);
        output.NewLine = "\n";
        for (string line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            string kind = ValueOf(line, "kind");
            if (kind == "\"hello\"") output.WriteLine("{\"kind\":\"hello\",\"protocol\":1,\"name\":\"sne-csharp\",\"version\":\"1\",\"operations\":[" + Operations() + "]}");
            if (kind == "\"case\"") output.WriteLine(Reply(line));
            if (kind == "\"bye\"") output.WriteLine("{\"kind\":\"bye\"}");
            output.Flush();
            if (kind == "\"bye\"") return;
        }
    }
}
