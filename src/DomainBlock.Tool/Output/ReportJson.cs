using System.Text.Json;
using DomainBlock.Lists;

namespace DomainBlock.Tool.Output;

/// <summary>The loss report as JSON: one object, keys in a fixed order.</summary>
internal static class ReportJson
{
    public static void Write(Utf8JsonWriter json, ListReport report)
    {
        json.WriteStartObject();
        json.WriteString("list", report.List);
        json.WriteString("format", report.Format.Name());
        json.WriteNumber("bytes", report.Bytes);
        json.WriteNumber("lines", report.Lines);
        json.WriteNumber("rules", report.Rules);
        json.WriteStartObject("reasons");
        foreach (LineReason reason in LineReasons.All.Where(r => report.Count(r) > 0))
            json.WriteNumber(reason.Label(), report.Count(reason));
        json.WriteEndObject();
        json.WriteStartArray("samples");
        foreach (LineSample sample in report.Samples)
        {
            json.WriteStartObject();
            json.WriteNumber("line", sample.Line);
            json.WriteString("reason", sample.Reason.Label());
            json.WriteString("detail", sample.Detail);
            json.WriteString("text", sample.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes one object to standard output, indented, with a final line end.</summary>
    public static void WriteToOutput(Action<Utf8JsonWriter> writeMembers)
    {
        using Stream output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }
}
