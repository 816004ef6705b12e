using System.Text;

namespace DomainBlock.Tool.Output;

/// <summary>Standard output for machines: UTF-8 without a byte order mark, lines ended by LF on every system.</summary>
internal static class StandardOutput
{
    public static StreamWriter Open() => new(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 1 << 16) { NewLine = "\n" };
}
