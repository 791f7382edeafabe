#!/bin/sh
# Lists the calls that the JIT left inside generated kernels; prints nothing but the count when all is inlined. Run from the repository root
# after a release build; DOTNET_EnableAVX512=0 or DOTNET_EnableAVX2=0 in the environment checks the narrower kernels.
listing=$(mktemp)
for arguments in "convolve --psf-size 5" "convolve --psf-size 31" "transform" "gradient"; do
    DOTNET_JitDisasm='Leaf*(*) Forward*Twiddled Forward2 Forward4 Forward8 Forward16 Inverse*Twiddled StencilSums* ColumnSums* RowSums SplitPair MergePair AddTimesConjugate' \
    DOTNET_JitStdOutFile="$listing.one" dotnet src/Deconv.Cli/bin/Release/net10.0/Deconv.Cli.dll bench $arguments --size 320 > /dev/null
    cat "$listing.one" >> "$listing"
done
awk '/^; Assembly listing/ { kernel = /Kernels\.Lanes[0-9]*:/; name = $6; seen += kernel }
     kernel && /[[:space:]]call[[:space:]]/ { calls++; print name ": " $0 }
     END { print seen " kernels compiled, " calls + 0 " calls left"; exit calls > 0 || seen == 0 }' "$listing"
status=$?
rm -f "$listing" "$listing.one"
exit $status
