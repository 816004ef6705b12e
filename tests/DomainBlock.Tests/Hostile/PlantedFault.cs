using System.Runtime.InteropServices;

namespace DomainBlock.Tests.Hostile;

/// <summary>Readers that do what none may, to see that a trial notices.</summary>
internal static class PlantedFault
{
    public const string None = "none";
    public const string Behind = "reads-behind";
    public const string Before = "reads-before";
    public const string Throws = "throws";
    public const string Allocates = "allocates";
    public const string Hangs = "hangs";

    /// <summary>The reader with this fault. It works for a while, as a real fault would.</summary>
    public static FileReader Reader(string fault)
    {
        int calls = 0;
        return (file, options) =>
        {
            // Two calls a mutant.
            if (++calls > 20)
                Commit(fault, file);
            return Blocklist.Load(file, options);
        };
    }

    private static void Commit(string fault, ReadOnlyMemory<byte> file)
    {
        switch (fault)
        {
            case None:
                break;
            case Behind:
                ReadAt(file, file.Length);
                break;
            case Before:
                ReadAt(file, -1);
                break;
            case Throws:
                throw new InvalidOperationException("This fault was planted.");
            case Allocates:
                GC.KeepAlive(new byte[(2 * file.Length) + (1 << 16)]);
                break;
            case Hangs:
                Thread.Sleep(Timeout.Infinite);
                break;
            default:
                throw new ArgumentException($"No such fault: {fault}.", nameof(fault));
        }
    }

    // On one of its two places the file lies beside the guard.
    private static unsafe void ReadAt(ReadOnlyMemory<byte> file, int offset)
    {
        fixed (byte* start = &MemoryMarshal.GetReference(file.Span))
            _ = Volatile.Read(ref start[offset]);
    }
}
