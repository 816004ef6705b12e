using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>Edits of the file's length. Its header may or may not agree.</summary>
internal static class FileEdits
{
    private const int MaxGrowth = 4096;

    public static string Apply(EditedImage image, SplitMix64 random)
    {
        bool agree = random.Happens(70);
        string edit;
        if (random.Happens(60))
        {
            int length = image.Bytes.Length;
            int cut = random.Happens(50) ? 1 + random.Below(64) : 1 + random.Below(length + 1);
            image.Bytes = image.Bytes[..Math.Max(0, length - cut)];
            edit = "file cut";
        }
        else
        {
            byte[] more = new byte[1 + random.Below(random.Happens(80) ? 16 : MaxGrowth)];
            if (random.Happens(50))
                more.AsSpan().Fill((byte)random.Below(256));
            image.Bytes = [.. image.Bytes, .. more];
            edit = "file lengthened";
        }
        if (agree)
            image.WriteLength();
        return agree ? $"{edit}, its header too" : edit;
    }
}
