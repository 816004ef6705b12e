using DomainBlock.Unicode.Generator.Vectors;

namespace DomainBlock.Unicode.Generator;

/// <summary>One run of the generator: data in, tables and vectors out, unless the new version would make stored keys useless.</summary>
internal static class Generation
{
    private const string AcceptChanges = "--accept-changes";

    /// <summary>Runs the generator.</summary>
    /// <returns>0; 1 if the new data change what was accepted, and nothing was written; 2 for bad arguments.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        string[] pairs = [.. arguments.Where(argument => argument != AcceptChanges)];
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i + 1 < pairs.Length; i += 2)
            options[pairs[i]] = pairs[i + 1];
        if (pairs.Length % 2 != 0 || !options.TryGetValue("--data", out string? data) || !options.TryGetValue("--version", out string? version)
            || !options.TryGetValue("--output", out string? tables) || !options.TryGetValue("--vectors", out string? vectors))
        {
            error.WriteLine($"Usage: --data FOLDER --version X.Y.Z --output FOLDER --vectors FOLDER [{AcceptChanges}]");
            return 2;
        }

        var characters = CharacterData.Read(data, version);
        string[] changes = VectorFiles.ReadMappings(vectors) is { } before ? [.. characters.Mappings.ChangesOfAccepted(before)] : [];
        if (changes.Length > 0 && !arguments.Contains(AcceptChanges))
        {
            error.WriteLine($"Unicode {version} gives another result to code points that the version before accepts, so that keys stored until now");
            error.WriteLine($"would no longer be found. Nothing was written. Where that is wanted: {AcceptChanges}.");
            Array.ForEach(changes, error.WriteLine);
            return 1;
        }

        WriteTables(TableFiles.Generate(data, characters), tables, output);
        Directory.CreateDirectory(vectors);
        foreach (VectorFile file in VectorFiles.Convert(data, version))
            output.WriteLine($"{file.FileName,-24} {file.Save(vectors),7:N0} bytes, {file.Lines.Count:N0} lines");
        return 0;
    }

    private static void WriteTables(IReadOnlyList<GeneratedTable> tables, string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        int total = 0;
        foreach (GeneratedTable table in tables)
        {
            File.WriteAllText(Path.Combine(folder, table.FileName), table.Text);
            output.WriteLine($"{table.FileName,-24} {table.Bytes,7:N0} bytes of data");
            total += table.Bytes;
        }
        output.WriteLine($"{"all tables",-24} {total,7:N0} bytes of data");
    }
}
