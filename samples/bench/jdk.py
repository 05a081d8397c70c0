"""Finds the java that the benchmarks run."""
import glob
import os
import subprocess


def find_java():
    """The java of a JDK 25 in the usual places, or None."""
    homes = [os.environ.get('JAVA25_HOME'), os.environ.get('JAVA_HOME'), *sorted(glob.glob('/usr/lib/jvm/*25*'))]
    for java in [os.path.join(home, 'bin', 'java') for home in homes if home] + ['java']:
        try:
            version = subprocess.run([java, '--version'], capture_output=True, text=True).stdout
        except OSError:
            continue
        if version.split()[1:2] and version.split()[1].split('.')[0] == '25':
            return java
    return None
