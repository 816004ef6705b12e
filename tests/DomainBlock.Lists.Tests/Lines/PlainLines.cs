namespace DomainBlock.Lists.Tests.Lines;

/// <summary>The slow and obvious twin of <see cref="LineReader"/>, which shares no code with it.</summary>
internal static class PlainLines
{
    /// <summary>The lines of a text that is in memory as a whole.</summary>
    public static List<byte[]> Split(byte[] content)
    {
        var lines = new List<byte[]>();
        var line = new List<byte>();
        bool isOpen = false;
        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] is not ((byte)'\n' or (byte)'\r'))
            {
                line.Add(content[i]);
                isOpen = true;
                continue;
            }
            if (content[i] == '\r' && i + 1 < content.Length && content[i + 1] == '\n')
                i++;
            lines.Add([.. line]);
            line.Clear();
            isOpen = false;
        }
        if (isOpen)
            lines.Add([.. line]);
        return lines;
    }

    /// <summary>How many lines there are: line ends, and what follows the last of them.</summary>
    public static int Count(ReadOnlySpan<byte> content)
    {
        int ends = content.Count((byte)'\n') + content.Count((byte)'\r') - content.Count("\r\n"u8);
        bool isLastOpen = content is [.., not ((byte)'\n' or (byte)'\r')];
        return ends + (isLastOpen ? 1 : 0);
    }
}
