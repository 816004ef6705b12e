namespace DomainBlock.Unicode.Generator;

/// <summary>One generated file.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="Text">Its C# code.</param>
/// <param name="Bytes">How many bytes of data the code holds.</param>
internal sealed record GeneratedTable(string FileName, string Text, int Bytes);

/// <summary>All generated tables.</summary>
internal static class TableFiles
{
    /// <param name="folder">The folder that has a folder for each version of Unicode.</param>
    /// <param name="data">What was read there.</param>
    public static IReadOnlyList<GeneratedTable> Generate(string folder, CharacterData data)
    {
        var pool = new MappingPool(data);
        return
        [
            Table("CodePointTable.g.cs", CodePointTableWriter.Write(data, pool)),
            Table("MappingStrings.g.cs", pool.Write(data.Version)),
            Table("NfcTable.g.cs", NfcTableWriter.Write(data)),
            Table("ScriptRanges.g.cs", ScriptTableWriter.Write(folder, data.Version)),
        ];
    }

    private static GeneratedTable Table(string name, CodeWriter code) => new(name, code.Finish(), code.Bytes);
}
