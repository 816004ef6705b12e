namespace DomainBlock.Unicode.Generator;

/// <summary>The few scripts that the contextual rules of RFC 5892 appendix A ask for, as ranges.</summary>
internal static class ScriptTableWriter
{
    public static CodeWriter Write(string folder, string version)
    {
        UnicodeLine[] lines = [.. UnicodeFile.Read(Path.Combine(folder, version, "ucd/Scripts.txt"))];
        var code = new CodeWriter("ScriptRanges", "Scripts that RFC 5892 appendix A asks for: first and last code point of each range, in order.", version);
        code.Words("Greek", "Script Greek.", Ranges(lines, "Greek"));
        code.Words("Hebrew", "Script Hebrew.", Ranges(lines, "Hebrew"));
        code.Words("KanaOrHan", "Scripts Hiragana, Katakana and Han.", Ranges(lines, "Hiragana", "Katakana", "Han"));
        return code;
    }

    private static uint[] Ranges(UnicodeLine[] lines, params string[] scripts)
    {
        var ends = new List<uint>();
        foreach (UnicodeLine line in lines.Where(line => scripts.Contains(line.Fields[1])).OrderBy(line => line.First))
        {
            if (ends.Count > 0 && ends[^1] + 1 == line.First)
                ends[^1] = (uint)line.Last;
            else
                ends.AddRange([(uint)line.First, (uint)line.Last]);
        }
        return [.. ends];
    }
}
